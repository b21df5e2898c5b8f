/* A work item that is queued and has not begun cannot be queued again: it runs as often as queue_work said true. */
#include <quiesce.h>
#include <linux/workqueue.h>

#pragma quiesce variant(as_often_as_true)
#pragma quiesce variant(as_often_as_called, COUNT_CALLS)

static int runs, queued;

static void run(struct work_struct *work)
{
	runs++;
}

static DECLARE_WORK(work, run);

static void queue_twice(void)
{
	queued += queue_work(system_wq, &work);
	if (queue_work(system_wq, &work))
		queued++;
	else
		cover("refused while pending");
}

static void counts(void)
{
	if (queued == 2)
		cover("began before it was queued again");
#ifdef COUNT_CALLS
	BUG_ON(runs != 2);
#else
	BUG_ON(runs != queued);
#endif
}

struct scenario queue_once = {
	.about = "a pending item is not queued a second time",
	.threads = { queue_twice },
	.exit = counts,
#ifdef COUNT_CALLS
	.expect = ASSERTION,
#endif
};
