/*
 * Clear against grace period: the owner queues its table for freeing and then clears the pointer to it. The grace period
 * of call_rcu() may be over before the pointer is cleared, and then a resolver finds a table that is gone.
 */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, CLEAR_FIRST)

struct table {
	unsigned long handle;
	struct rcu_head rcu;
};

static struct table __rcu *upper_priv;

static void create(void)
{
	struct table *t = kzalloc(sizeof(*t), GFP_KERNEL);

	t->handle = 11;
	rcu_assign_pointer(upper_priv, t);
}

static void resolve(void)
{
	struct table *t;
	unsigned long handle = 0;

	rcu_read_lock();
	t = rcu_dereference(upper_priv);
	if (t)
		handle = READ_ONCE(t->handle);
	rcu_read_unlock();
	observe("handle", handle);
}

static void release(void)
{
	struct table *t = rcu_dereference_protected(upper_priv, 1);

#ifdef CLEAR_FIRST
	RCU_INIT_POINTER(upper_priv, NULL);
	kfree_rcu(t, rcu);
#else
	kfree_rcu(t, rcu);
	cond_resched();			/* where the grace period may come to its end */
	RCU_INIT_POINTER(upper_priv, NULL);
#endif
}

struct scenario clear_grace = {
	.about = "a table is cleared only after it was queued for freeing",
	.init = create,
	.threads = { resolve, release },
#ifndef CLEAR_FIRST
	.expect = USE_AFTER_FREE,
#endif
};
