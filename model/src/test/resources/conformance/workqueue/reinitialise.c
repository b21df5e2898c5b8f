/* INIT_WORK on an item that is queued corrupts the queue. */
#include <quiesce.h>
#include <linux/workqueue.h>

#pragma quiesce variant(idle)
#pragma quiesce variant(queued, QUEUED)

static struct work_struct work;

static void run(struct work_struct *w)
{
	cover("ran");
}

static void queue_twice(void)
{
	INIT_WORK(&work, run);
	schedule_work(&work);
#ifndef QUEUED
	flush_work(&work);
#endif
	INIT_WORK(&work, run);
	schedule_work(&work);
}

struct scenario reinitialise = {
	.about = "an item is initialised only while it is on no queue",
	.threads = { queue_twice },
#ifdef QUEUED
	.expect = LIST_CORRUPTION,
#endif
};
