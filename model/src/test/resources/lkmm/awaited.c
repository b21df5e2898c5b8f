/* Who has waited stores and frees after the read that ended the wait; who only reads may have read before. */
#include <quiesce.h>
#include <linux/slab.h>

#pragma quiesce variant(frees)
#pragma quiesce variant(relaxed, RELAXED)
#pragma quiesce variant(reads, READS)

struct thing { int value; };

static struct thing *shared;
static bool done;
static int before;

static void create(void)
{
	shared = kzalloc(sizeof(struct thing), GFP_KERNEL);
}

static void uses(void)
{
	WRITE_ONCE(before, 1);
	(void)READ_ONCE(shared->value);
#ifdef RELAXED
	WRITE_ONCE(done, true);
#else
	smp_store_release(&done, true);
#endif
}

static void wait_for_it(void)
{
	await(READ_ONCE(done));
}

static void waits(void)
{
	wait_for_it();
#ifdef READS
	BUG_ON(!READ_ONCE(before));
#endif
	kfree(shared);
}

struct scenario awaited = {
	.init = create,
	.threads = { uses, waits },
	.memory = MEMORY_LKMM,
#ifdef READS
	.expect = ASSERTION,
#elif defined(RELAXED)
	.expect = USE_AFTER_FREE,
#endif
};
