/* Who is told under a lock that the object is done with may free it while the lock in it is still held. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/srcu.h>

#pragma quiesce variant(fixed)
#pragma quiesce variant(told_under_lock, TELL_UNDER_LOCK)

struct request {
	spinlock_t lock;
	struct srcu_struct domain;
	int result;
};

static struct request *request;
static bool done;

static void create(void)
{
	request = kzalloc(sizeof(*request), GFP_KERNEL);
	spin_lock_init(&request->lock);
	init_srcu_struct(&request->domain);
}

static void answer(void)
{
	spin_lock(&request->lock);
	request->result = 1;
#ifdef TELL_UNDER_LOCK
	WRITE_ONCE(done, true);
#endif
	spin_unlock(&request->lock);
#ifndef TELL_UNDER_LOCK
	smp_store_release(&done, true);
#endif
}

static void read(void)
{
	int idx = srcu_read_lock(&request->domain);

#ifdef TELL_UNDER_LOCK
	WRITE_ONCE(done, true);
#endif
	srcu_read_unlock(&request->domain, idx);
#ifndef TELL_UNDER_LOCK
	smp_store_release(&done, true);
#endif
}

static void take(void)
{
	await(smp_load_acquire(&done));
	kfree(request);
	cover("freed");
}

struct scenario held_lock_freed = {
	.about = "the last access to the object is the unlock, not the store before it",
	.init = create,
	.threads = { answer, take },
#ifdef TELL_UNDER_LOCK
	.expect = LOCK_MISUSE,
#endif
};

struct scenario section_left_after_free = {
	.about = "leaving a section of a domain is an access to it",
	.init = create,
	.threads = { read, take },
#ifdef TELL_UNDER_LOCK
	.expect = USE_AFTER_FREE,
#endif
};
