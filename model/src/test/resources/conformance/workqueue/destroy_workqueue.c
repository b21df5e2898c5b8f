/* destroy_workqueue waits for its items, those that they queue included; queueing on it afterwards uses freed memory. */
#include <quiesce.h>
#include <linux/workqueue.h>

#pragma quiesce variant(nobody_queues)
#pragma quiesce variant(somebody_queues, SOMEBODY_QUEUES)

static struct workqueue_struct *wq;
static int runs;

static void run(struct work_struct *work)
{
	if (++runs == 1)
		queue_work(wq, work);
}

static DECLARE_WORK(work, run);
#ifdef SOMEBODY_QUEUES
static DECLARE_WORK(other, run);
#endif

static void create(void)
{
	wq = alloc_workqueue("wq", 0, 0);
	queue_work(wq, &work);
}

static void destroy(void)
{
	destroy_workqueue(wq);
	BUG_ON(runs < 2);
	cover("destroyed");
}

#ifdef SOMEBODY_QUEUES
static void queue_other(void)
{
	queue_work(wq, &other);
}
#endif

struct scenario destroy_queue = {
	.about = "a queue is destroyed when nobody queues on it any more",
	.init = create,
	.threads = { destroy,
#ifdef SOMEBODY_QUEUES
		queue_other,
#endif
	},
	.races = RACES_IGNORE,
#ifdef SOMEBODY_QUEUES
	.expect = USE_AFTER_FREE,
#endif
};
