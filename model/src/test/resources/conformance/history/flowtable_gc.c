/* nf_flow_table: the garbage collector and the stats worker; teardown bit */
#include <quiesce.h>
#include <linux/bitops.h>
#include <linux/list.h>
#include <linux/rculist.h>
#include <linux/workqueue.h>
#include <linux/slab.h>
#include <linux/jiffies.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, FLUSH_BEFORE_FREE)

#define NF_FLOW_TIMEOUT (30 * HZ)
enum nf_flow_flags {
	NF_FLOW_SNAT,
	NF_FLOW_DNAT,
	NF_FLOW_TEARDOWN,
	NF_FLOW_HW,
	NF_FLOW_HW_DYING,
	NF_FLOW_HW_DEAD,
};

struct flow_offload {
	struct hlist_node node;
	unsigned long flags;
	u16 type;
	u32 timeout;
	struct rcu_head rcu_head;
};

struct flow_offload_work {
	struct list_head list;
	enum { CMD_REPLACE = 1, CMD_DESTROY } cmd;
	struct flow_offload *flow;
	struct work_struct work;
};

static struct workqueue_struct *del_wq;
static HLIST_HEAD(table);
static DEFINE_SPINLOCK(table_lock);
static bool hw_has_rule;

static void flow_offload_work_handler(struct work_struct *work)
{
	struct flow_offload_work *offload = container_of(work, struct flow_offload_work, work);

	switch (offload->cmd) {
	case CMD_REPLACE:
		hw_has_rule = true;
		set_bit(NF_FLOW_HW, &offload->flow->flags);
		break;
	case CMD_DESTROY:
		hw_has_rule = false;
		cover("destroyed");
		set_bit(NF_FLOW_HW_DEAD, &offload->flow->flags);
		break;
	default:
		WARN_ON_ONCE(1);
	}
	kfree(offload);
}

static int flow_offload_queue(struct flow_offload *flow, int cmd)
{
	struct flow_offload_work *w = kmalloc(sizeof(*w), GFP_ATOMIC);

	if (!w)
		return -ENOMEM;
	w->cmd = cmd;
	w->flow = flow;
	INIT_WORK(&w->work, flow_offload_work_handler);
	queue_work(del_wq, &w->work);
	return 0;
}

static void setup(void)
{
	struct flow_offload *flow = kzalloc(sizeof *flow, GFP_KERNEL);

	del_wq = alloc_ordered_workqueue("nf_ft_offload_del", 0);
	flow->timeout = (u32)jiffies + NF_FLOW_TIMEOUT;
	hlist_add_head_rcu(&flow->node, &table);
	__set_bit(NF_FLOW_TEARDOWN, &flow->flags);
}

static void flow_offload_del(struct flow_offload *flow)
{
	spin_lock_bh(&table_lock);
	hlist_del_rcu(&flow->node);
	spin_unlock_bh(&table_lock);
	kfree_rcu(flow, rcu_head);
}

static void gc_step(void)
{
	struct flow_offload *flow;
	struct hlist_node *next;

	hlist_for_each_entry_safe(flow, next, &table, node) {
		if (!test_bit(NF_FLOW_TEARDOWN, &flow->flags))
			continue;
		if (!test_and_set_bit(NF_FLOW_HW_DYING, &flow->flags))
			flow_offload_queue(flow, CMD_DESTROY);
		else if (test_bit(NF_FLOW_HW_DEAD, &flow->flags))
			flow_offload_del(flow);
	}
}

static void table_free(void)
{
	struct flow_offload *flow;
	struct hlist_node *next;

	gc_step();
#ifdef FLUSH_BEFORE_FREE
	flush_workqueue(del_wq);
#endif
	hlist_for_each_entry_safe(flow, next, &table, node)
		flow_offload_del(flow);
	BUG_ON(!hlist_empty(&table));
	rcu_barrier();
	destroy_workqueue(del_wq);
}

struct scenario table_free_vs_del_work = {
	.about = "freeing a flow table must wait for the offload work of its flows",
	.init = setup,
	.threads = { table_free },
#ifndef FLUSH_BEFORE_FREE
	.expect = USE_AFTER_FREE,
#endif
};
