/*
 * What the order of two accesses decides, and no interleaving shows.
 *
 * Every scenario holds under sequential consistency, whichever variant. Under the kernel's memory model the variant
 * `relaxed`, which only keeps the compiler from tearing and fusing accesses, does not; `ordered` asks for the order.
 *
 *   ./quiesce check xfrm/weak_memory --memory sc,tso,lkmm
 */
#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#pragma quiesce variant(relaxed)
#pragma quiesce variant(ordered, ORDERED)

enum { KEY = 42 };

/* The hardware context that a driver keeps behind offload_handle. */
struct context {
	int key;
	atomic_t users;
};

static struct context *handle;

/*
 * The driver fills the context and publishes its handle; a packet follows the handle. The two stores of the driver may
 * be seen the other way round, and then the packet goes out under a key that is not there yet.
 */
static void adds_state(void)
{
	struct context *c = kzalloc(sizeof(*c), GFP_KERNEL);

	WRITE_ONCE(c->key, KEY);
#ifdef ORDERED
	rcu_assign_pointer(handle, c);
#else
	WRITE_ONCE(handle, c);
#endif
}

static void packet(void)
{
	struct context *c;

	rcu_read_lock();
	c = rcu_dereference(handle);
	if (c)
		assert(READ_ONCE(c->key) == KEY);
	rcu_read_unlock();
}

static void forget(void)
{
	kfree(handle);
}

struct scenario publish_a_handle = {
	.about = "who sees the handle sees what is behind it",
	.memory = MEMORY_LKMM,
	.threads = { adds_state, packet },
	.exit = forget,
#ifndef ORDERED
	.expect = ASSERTION,
#endif
};

/*
 * The deletion says that the state is dead and then looks for work that was queued for it; who queues says so and then
 * looks whether the state is dead. Each may miss the other's store while its own is still on its way: not under
 * sequential consistency, but on x86 already.
 */
static int dead, queued;
static bool deletion_saw_it, queuer_saw_it;

static void deletes(void)
{
	WRITE_ONCE(dead, 1);
#ifdef ORDERED
	smp_mb();
#endif
	deletion_saw_it = READ_ONCE(queued);
}

static void queues(void)
{
	WRITE_ONCE(queued, 1);
#ifdef ORDERED
	smp_mb();
#endif
	queuer_saw_it = READ_ONCE(dead);
}

static void somebody_saw(void)
{
	assert(deletion_saw_it || queuer_saw_it);
}

struct scenario dead_or_queued = {
	.about = "either the deletion finds the work, or who queues finds the state dead",
	.memory = MEMORY_LKMM,
	.threads = { deletes, queues },
	.exit = somebody_saw,
#ifndef ORDERED
	.expect = ASSERTION,
#endif
};

/*
 * Two packets use a context; who drops the last reference frees it. A reference that is dropped without order may be
 * dropped before what was done under it.
 */
static void two_users(void)
{
	handle = kzalloc(sizeof(*handle), GFP_KERNEL);
	atomic_set(&handle->users, 2);
}

static void uses_and_drops(void)
{
	struct context *c = handle;

	WRITE_ONCE(c->key, KEY);
#ifdef ORDERED
	if (atomic_dec_and_test(&c->users))
#else
	if (atomic_dec_return_relaxed(&c->users) == 0)
#endif
		kfree(c);
}

struct scenario last_reference = {
	.about = "the last to drop a reference frees what nobody uses any more",
	.memory = MEMORY_LKMM,
	.init = two_users,
	.threads = { uses_and_drops, uses_and_drops },
#ifndef ORDERED
	.expect = USE_AFTER_FREE,
#endif
};

/*
 * A packet tells by a flag that it is done with the context; the deletion waits for the flag and frees. The flag must be
 * raised with release order, and looked at with acquire order.
 */
static int done;

static void packet_is_done(void)
{
	WRITE_ONCE(handle->key, KEY);
#ifdef ORDERED
	smp_store_release(&done, 1);
#else
	WRITE_ONCE(done, 1);
#endif
}

static void waits_and_frees(void)
{
	await(smp_load_acquire(&done));
	kfree(handle);
}

struct scenario flag_instead_of_reference = {
	.about = "what a flag says to be over is over",
	.memory = MEMORY_LKMM,
	.init = two_users,
	.threads = { packet_is_done, waits_and_frees },
#ifndef ORDERED
	.expect = USE_AFTER_FREE,
#endif
};
