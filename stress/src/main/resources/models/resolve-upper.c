/*
 * Free against resolve, upper path: the device of the state is a bond, which looks the handle up in a table of its own,
 * one entry for each lower device. Freeing the table after a grace period is not enough: the grace period must begin
 * when no new resolver can find the table any more.
 */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, CLEAR_FIRST)

struct table { unsigned long handle[2]; };

struct state {
	int dev;			/* 1 while it is offloaded */
	struct table __rcu *upper_priv;
};

static struct state x;

static void enslave(void)
{
	struct table *t = kmalloc(sizeof(*t), GFP_KERNEL);

	t->handle[0] = 10;
	t->handle[1] = 11;
	rcu_assign_pointer(x.upper_priv, t);
	x.dev = 1;
}

static void resolve(void)
{
	unsigned long handle = 0;

	rcu_read_lock();
	if (READ_ONCE(x.dev)) {
		struct table *t = rcu_dereference(x.upper_priv);

		if (t)
			handle = READ_ONCE(t->handle[1]);
	}
	rcu_read_unlock();
	observe("handle", handle);
}

static void free_state(void)
{
	struct table *t = rcu_dereference_protected(x.upper_priv, 1);

#ifdef CLEAR_FIRST
	RCU_INIT_POINTER(x.upper_priv, NULL);
	synchronize_rcu();
	kfree(t);
#else
	synchronize_rcu();		/* waits for the resolvers of before */
	kfree(t);
	RCU_INIT_POINTER(x.upper_priv, NULL);
#endif
	WRITE_ONCE(x.dev, 0);
}

struct scenario resolve_upper = {
	.about = "a bond frees its table of handles while a resolver looks into it",
	.init = enslave,
	.threads = { resolve, free_state },
#ifndef CLEAR_FIRST
	.expect = USE_AFTER_FREE,
#endif
};
