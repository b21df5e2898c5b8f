/* netfilter: nf_conntrack_expect: timer and unlink: each drops a reference; del_timer decides who */
#include <quiesce.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/rculist.h>

#pragma quiesce variant(buggy, IGNORE_RESULT)
#pragma quiesce variant(fixed)

struct nf_conntrack_expect {
	struct hlist_node hnode;
	struct timer_list timeout;
	refcount_t use;
	struct rcu_head rcu;
};

static struct hlist_head nf_ct_expect_hash;
static DEFINE_SPINLOCK(nf_conntrack_expect_lock);
static int count;

static void nf_ct_expect_free_rcu(struct rcu_head *head)
{
	struct nf_conntrack_expect *exp = container_of(head, struct nf_conntrack_expect, rcu);

	kfree(exp);
}

static void nf_ct_expect_put(struct nf_conntrack_expect *exp)
{
	if (refcount_dec_and_test(&exp->use))
		call_rcu(&exp->rcu, nf_ct_expect_free_rcu);
}

static void nf_ct_unlink_expect(struct nf_conntrack_expect *exp)
{
	lockdep_assert_held(&nf_conntrack_expect_lock);
	WARN_ON(timer_pending(&exp->timeout));
	hlist_del_rcu(&exp->hnode);
	--count;
	nf_ct_expect_put(exp);
}

static void nf_ct_expectation_timed_out(struct timer_list *t)
{
	struct nf_conntrack_expect *exp = timer_container_of(exp, t, timeout);

	cover("timed out");
	spin_lock_bh(&nf_conntrack_expect_lock);
	nf_ct_unlink_expect(exp);
	spin_unlock_bh(&nf_conntrack_expect_lock);
	nf_ct_expect_put(exp);
}

static void nf_ct_remove_expect(struct nf_conntrack_expect *exp)
{
#ifdef IGNORE_RESULT
	timer_delete(&exp->timeout);
#else
	if (timer_delete(&exp->timeout))
#endif
	{
		nf_ct_unlink_expect(exp);
		nf_ct_expect_put(exp);
	}
}

static void remove_expectations(void)
{
	struct nf_conntrack_expect *exp;
	struct hlist_node *next;

	spin_lock_bh(&nf_conntrack_expect_lock);
	hlist_for_each_entry_safe(exp, next, &nf_ct_expect_hash, hnode)
		nf_ct_remove_expect(exp);
	spin_unlock_bh(&nf_conntrack_expect_lock);
}

static void init(void)
{
	struct nf_conntrack_expect *e0 = kzalloc(sizeof(*e0), GFP_ATOMIC);

	if (!e0)
		return;
	refcount_set(&e0->use, 1);
	timer_setup(&e0->timeout, nf_ct_expectation_timed_out, 0);
	/* two references: one for the hash, one for the timer */
	refcount_add(1, &e0->use);
	spin_lock_bh(&nf_conntrack_expect_lock);
	hlist_add_head_rcu(&e0->hnode, &nf_ct_expect_hash);
	count++;
	e0->timeout.expires = jiffies + 10 * HZ;
	add_timer(&e0->timeout);
	spin_unlock_bh(&nf_conntrack_expect_lock);
}

static void nothing_left(void)
{
	BUG_ON(count);
	BUG_ON(!hlist_empty(&nf_ct_expect_hash));
}

struct scenario timeout_vs_remove = {
	.about = "the timer runs while the expectation is removed",
	.init = init, .threads = { remove_expectations, remove_expectations }, .exit = nothing_left,
#ifdef IGNORE_RESULT
	.expect = LIST_CORRUPTION,
#endif
};
