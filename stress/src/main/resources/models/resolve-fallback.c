/*
 * Free against resolve, fallback path: the device of the state has no table, but its real device is the one that
 * transmits, so the state's handle is used after all. The handle is freed after a grace period; the resolver must be
 * inside a read-side section for that to mean anything.
 */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, READ_SIDE_SECTION)

#ifdef READ_SIDE_SECTION
#define enter() rcu_read_lock()
#define leave() rcu_read_unlock()
#else
#define enter() do { } while (0)
#define leave() do { } while (0)
#endif

struct handle { int key; };

struct state {
	int real_dev;
	struct handle __rcu *offload_handle;
};

static struct state x;

static void add(void)
{
	struct handle *h = kmalloc(sizeof(*h), GFP_KERNEL);

	h->key = 42;
	rcu_assign_pointer(x.offload_handle, h);
	x.real_dev = 7;
}

static void resolve(void)
{
	int key = 0;

	enter();
	if (READ_ONCE(x.real_dev) == 7) {
		struct handle *h = rcu_dereference_raw(x.offload_handle);

		if (h)
			key = READ_ONCE(h->key);
	}
	leave();
	observe("key", key);
}

static void free_state(void)
{
	struct handle *h = rcu_dereference_protected(x.offload_handle, 1);

	WRITE_ONCE(x.real_dev, 0);
	RCU_INIT_POINTER(x.offload_handle, NULL);
	synchronize_rcu();
	kfree(h);
}

struct scenario resolve_fallback = {
	.about = "a resolver outside any read-side section falls back to a handle that is being freed",
	.init = add,
	.threads = { resolve, free_state },
#ifndef READ_SIDE_SECTION
	.expect = USE_AFTER_FREE,
#endif
};
