/* On an ordered queue an item that is cancelled and queued again goes to the end of the line. */
#include <quiesce.h>
#include <linux/workqueue.h>

#pragma quiesce variant(at_the_end)
#pragma quiesce variant(in_its_place, IN_ITS_PLACE)

static struct workqueue_struct *wq;
static int first_ran, second_ran, cancelled;

static void run_first(struct work_struct *work)
{
	if (cancelled) {
		cover("was cancelled and ran");
#ifdef IN_ITS_PLACE
		BUG_ON(second_ran);
#else
		BUG_ON(!second_ran);
#endif
	}
	first_ran++;
}

static void run_second(struct work_struct *work)
{
	second_ran++;
}

static DECLARE_WORK(first, run_first);
static DECLARE_WORK(second, run_second);

static void create(void)
{
	wq = alloc_ordered_workqueue("ordered", 0);
	queue_work(wq, &first);
	queue_work(wq, &second);
	cancelled = cancel_work(&first);
	queue_work(wq, &first);
}

static void destroy(void)
{
	destroy_workqueue(wq);
	BUG_ON(first_ran != 1 || second_ran != 1);
}

struct scenario ordered_cancel = {
	.about = "queueing again means the end of the line",
	.init = create,
	.threads = { destroy },
#ifdef IN_ITS_PLACE
	.expect = ASSERTION,
#endif
};
