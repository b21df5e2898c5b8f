/* cancel_work_sync takes a queued item off and waits for one that runs; cancel_work does not wait. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#pragma quiesce variant(sync)
#pragma quiesce variant(not_sync, NOT_SYNC)

struct thing {
	struct work_struct work;
	int uses;
};

static struct thing *thing;
static int cancelled;

static void use(struct work_struct *work)
{
	container_of(work, struct thing, work)->uses++;
	cover("ran");
}

static void create(void)
{
	thing = kzalloc(sizeof(*thing), GFP_KERNEL);
	INIT_WORK(&thing->work, use);
	schedule_work(&thing->work);
}

static void release(void)
{
#ifdef NOT_SYNC
	cancelled = cancel_work(&thing->work);
#else
	cancelled = cancel_work_sync(&thing->work);
	BUG_ON(thing->uses == cancelled);
#endif
	if (cancelled)
		cover("cancelled");
	kfree(thing);
}

struct scenario cancel_before_free = {
	.about = "what a work item uses may be freed once it is cancelled, and does not run",
	.init = create,
	.threads = { release },
#ifdef NOT_SYNC
	.expect = USE_AFTER_FREE,
#endif
};
