/* Plain reads of a section are over when the grace period is, for those too who only hear of it. */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#pragma quiesce variant(waits)
#pragma quiesce variant(does_not, NO_WAIT)

struct thing { int value; };

static struct thing __rcu *shared;
static struct thing *unused;

static void create(void)
{
	shared = kzalloc(sizeof(struct thing), GFP_KERNEL);
}

static void reader(void)
{
	struct thing *t;

	rcu_read_lock();
	t = rcu_dereference(shared);
	if (t)
		observe("value", t->value);
	rcu_read_unlock();
}

static void writer(void)
{
	struct thing *t = rcu_dereference_protected(shared, 1);

	WRITE_ONCE(shared, NULL);
#ifndef NO_WAIT
	synchronize_rcu();
#endif
	smp_store_release(&unused, t);
}

static void frees(void)
{
	struct thing *t;

	await(t = smp_load_acquire(&unused));
	kfree(t);
}

struct scenario freed_by_another = {
	.init = create,
	.threads = { reader, writer, frees },
	.memory = MEMORY_LKMM,
#ifdef NO_WAIT
	.expect = USE_AFTER_FREE,
#endif
};
