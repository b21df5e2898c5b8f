/* An ordered queue runs its items one at a time in the order queued; others run them in any order and beside each other. */
#include <quiesce.h>
#include <linux/workqueue.h>

#pragma quiesce variant(ordered)
#pragma quiesce variant(any_order, ANY_ORDER)

static struct workqueue_struct *wq;
static int last;

static void run_first(struct work_struct *work)
{
	BUG_ON(READ_ONCE(last) != 0);
	WRITE_ONCE(last, 1);
}

static void run_second(struct work_struct *work)
{
	BUG_ON(READ_ONCE(last) != 1);
	WRITE_ONCE(last, 2);
	cover("both ran in order");
}

static DECLARE_WORK(first, run_first);
static DECLARE_WORK(second, run_second);

static void create(void)
{
#ifdef ANY_ORDER
	wq = alloc_workqueue("any", 0, 0);
#else
	wq = alloc_ordered_workqueue("ordered", 0);
#endif
	queue_work(wq, &first);
	queue_work(wq, &second);
}

static void destroy(void)
{
	destroy_workqueue(wq);
	BUG_ON(last != 2);
}

struct scenario ordered = {
	.about = "an ordered queue keeps the order",
	.init = create,
	.threads = { destroy },
#ifdef ANY_ORDER
	.expect = ASSERTION,
#endif
};
