/* Looks that take no lock in the kernel order nothing. */
#include <quiesce.h>
#include <linux/completion.h>
#include <linux/seqlock.h>
#include <linux/workqueue.h>

#pragma quiesce variant(fixed)
#pragma quiesce variant(unordered, UNORDERED)

#ifdef UNORDERED
#define smp_mb_if_ordered() barrier()
#define MEANT ASSERTION
#else
#define smp_mb_if_ordered() smp_mb()
#define MEANT HOLDS
#endif

static seqcount_t seq;
static int x, y;

static void writer(void)
{
	WRITE_ONCE(x, 1);
	read_seqcount_begin(&seq);
	smp_mb_if_ordered();
	WRITE_ONCE(y, 1);
}

static void reader(void)
{
	if (READ_ONCE(y)) {
		read_seqcount_begin(&seq);
		smp_mb_if_ordered();
		BUG_ON(!READ_ONCE(x));
	}
}

struct scenario seqcount_looked_at = { .threads = { writer, reader }, .memory = MEMORY_LKMM, .expect = MEANT };

static DECLARE_COMPLETION(done);
static bool cancelled, saw_cancelled, saw_done;

static void completer(void)
{
	complete(&done);
	smp_mb_if_ordered();
	saw_cancelled = READ_ONCE(cancelled);
}

static void canceller(void)
{
	WRITE_ONCE(cancelled, true);
	smp_mb_if_ordered();
	saw_done = completion_done(&done);
}

static void one_saw_the_other(void)
{
	BUG_ON(!saw_cancelled && !saw_done);
}

struct scenario completion_looked_at = {
	.threads = { completer, canceller }, .exit = one_saw_the_other, .memory = MEMORY_LKMM, .expect = MEANT
};

static int data;

static void gives(void)
{
	data = 1;
	complete(&done);
}

static void takes(void)
{
	if (completion_done(&done))
		BUG_ON(!data);
}

struct scenario completion_done_orders = { .threads = { gives, takes }, .memory = MEMORY_LKMM };

static struct work_struct item;
static int a, b;

static void run(struct work_struct *unused)
{
}

static void prepare(void)
{
	INIT_WORK(&item, run);
}

static void stores_and_looks(void)
{
	WRITE_ONCE(a, 1);
	smp_mb_if_ordered();
	work_pending(&item);
	saw_done = READ_ONCE(b);
}

static void looks_and_stores(void)
{
	WRITE_ONCE(b, 1);
	smp_mb_if_ordered();
	work_pending(&item);
	saw_cancelled = READ_ONCE(a);
}

struct scenario work_looked_at = {
	.init = prepare, .threads = { stores_and_looks, looks_and_stores }, .exit = one_saw_the_other, .memory = MEMORY_LKMM,
	.expect = MEANT
};
