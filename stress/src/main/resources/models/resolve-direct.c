/*
 * Free against resolve, direct path: the device of the state is the one that transmits, so the resolver uses the state's
 * own handle. Taking back the pointer keeps later resolvers out; those that have it already are only waited for by a
 * grace period.
 */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, GRACE_PERIOD)

struct handle { int key; };

static struct handle __rcu *offload_handle;

static void program(void)
{
	struct handle *h = kmalloc(sizeof(*h), GFP_KERNEL);

	h->key = 42;
	rcu_assign_pointer(offload_handle, h);
}

static void resolve(void)
{
	struct handle *h;

	rcu_read_lock();
	h = rcu_dereference(offload_handle);
	observe("key", h ? READ_ONCE(h->key) : 0);
	rcu_read_unlock();
}

static void free_state(void)
{
	struct handle *h = rcu_dereference_protected(offload_handle, 1);

	RCU_INIT_POINTER(offload_handle, NULL);
#ifdef GRACE_PERIOD
	synchronize_rcu();
#endif
	kfree(h);
}

struct scenario resolve_direct = {
	.about = "a resolver that has found the handle of a state uses it while the state is freed",
	.init = program,
	.threads = { resolve, free_state },
#ifndef GRACE_PERIOD
	.expect = USE_AFTER_FREE,
#endif
};
