/* Whether a work item is queued is a load: a store may be on its way still when it is asked. */
#include <quiesce.h>
#include <linux/workqueue.h>

#pragma quiesce variant(ordered)
#pragma quiesce variant(unordered, UNORDERED)

#ifdef UNORDERED
#define ORDER barrier()
#else
#define ORDER smp_mb()
#endif

static bool stopping, saw_stop, saw_work, ran;

static void run(struct work_struct *unused)
{
	WRITE_ONCE(ran, true);
}

static DECLARE_WORK(work, run);

static void queues(void)
{
	schedule_work(&work);
	saw_stop = READ_ONCE(stopping);
}

static void stops(void)
{
	WRITE_ONCE(stopping, true);
	ORDER;
	saw_work = work_busy(&work) || READ_ONCE(ran);
}

static void not_missed(void)
{
	BUG_ON(!saw_stop && !saw_work);
}

struct scenario work_looked_at = {
	.threads = { queues, stops },
	.exit = not_missed,
	.memory = MEMORY_TSO,
#ifdef UNORDERED
	.expect = ASSERTION,
#endif
};
