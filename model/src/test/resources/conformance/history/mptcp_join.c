/* mptcp: subflow join list vs. close: a subflow added after the msk was closed leaks */
#include <quiesce.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/slab.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, CHECK_CLOSED)
#define mptcp_for_each_subflow(__msk, __subflow) list_for_each_entry(__subflow, &((__msk)->conn_list), node)
enum tcp_state { TCP_ESTABLISHED = 1, TCP_CLOSE = 7 };
struct mptcp_sock { spinlock_t data_lock; struct list_head conn_list, join_list; int sk_state; };
struct mptcp_subflow_context { struct list_head node; u32 token; u8 local_id, fully_established : 1, closing : 1; };
static struct mptcp_sock msk;
static void setup(void)
{
	spin_lock_init(&msk.data_lock);
	INIT_LIST_HEAD(&msk.conn_list);
	INIT_LIST_HEAD(&msk.join_list);
	msk.sk_state = TCP_ESTABLISHED;
}
static bool finish_join(struct mptcp_subflow_context *subflow)
{
	bool ret = true;

	spin_lock_bh(&msk.data_lock);
#ifdef CHECK_CLOSED
	ret = msk.sk_state == TCP_ESTABLISHED;
#endif
	if (ret)
		list_add_tail(&subflow->node, &msk.join_list);
	spin_unlock_bh(&msk.data_lock);
	return ret;
}
static void join(void)
{
	struct mptcp_subflow_context *ctx = kmalloc(sizeof(*ctx), GFP_ATOMIC);

	if (!ctx)
		return;
	*ctx = (struct mptcp_subflow_context) { .token = 0xdeadbeef, .fully_established = 1 };
	if (!finish_join(ctx))
		kfree(ctx);
}
static void mptcp_close(void)
{
	struct mptcp_subflow_context *subflow, *tmp;
	LIST_HEAD(join_list);
	int n = 0;

	spin_lock_bh(&msk.data_lock);
	list_splice_init(&msk.join_list, &join_list);
	list_splice_tail_init(&join_list, &msk.conn_list);
	msk.sk_state = TCP_CLOSE;
	spin_unlock_bh(&msk.data_lock);
	mptcp_for_each_subflow(&msk, subflow)
		n++;
	list_for_each_entry_safe(subflow, tmp, &msk.conn_list, node) {
		list_del(&subflow->node);
		kfree(subflow);
		cover("joined");
		n--;
	}
	WARN_ON(n);
}
static void empty(void) { BUG_ON(!list_empty(&msk.join_list) || !list_empty(&msk.conn_list)); }
struct scenario join_vs_close = { .init = setup, .threads = { mptcp_close }, .softirqs = { join }, .exit = empty,
#ifndef CHECK_CLOSED
	.expect = ASSERTION,
#endif
};
