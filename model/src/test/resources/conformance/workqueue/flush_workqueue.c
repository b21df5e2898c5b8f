/* flush_workqueue waits for the items that are on that queue when it is called, and for no others. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#pragma quiesce variant(same_queue)
#pragma quiesce variant(another_queue, ANOTHER_QUEUE)
#pragma quiesce variant(queued_later, QUEUED_LATER)

static struct workqueue_struct *wq;
static int *data;
static struct work_struct work, again;

static void use_again(struct work_struct *w)
{
	WRITE_ONCE(*data, 2);
}

static void use(struct work_struct *w)
{
	WRITE_ONCE(*data, 1);
#ifdef QUEUED_LATER
	queue_work(wq, &again);
#endif
}

static void create(void)
{
	data = kzalloc(sizeof(*data), GFP_KERNEL);
	wq = alloc_workqueue("wq", 0, 0);
	INIT_WORK(&work, use);
	INIT_WORK(&again, use_again);
#ifdef ANOTHER_QUEUE
	schedule_work(&work);
#else
	queue_work(wq, &work);
#endif
}

static void release(void)
{
	flush_workqueue(wq);
	BUG_ON(*data < 1);
	kfree(data);
	cover("flushed");
}

static void destroy(void)
{
	destroy_workqueue(wq);
}

struct scenario flush_queue = {
	.about = "a flush of a queue is about what is there",
	.init = create,
	.threads = { release },
	.exit = destroy,
	.races = RACES_IGNORE,
#if defined(ANOTHER_QUEUE)
	.expect = ASSERTION,
#elif defined(QUEUED_LATER)
	.expect = USE_AFTER_FREE,
#endif
};
