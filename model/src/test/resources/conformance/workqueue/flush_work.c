/* flush_work waits for the instance that is queued or running when it is called. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#pragma quiesce variant(flushed)
#pragma quiesce variant(not_flushed, NOT_FLUSHED)

struct thing {
	struct work_struct work;
	int uses;
};

static struct thing *thing;

static void use(struct work_struct *work)
{
	container_of(work, struct thing, work)->uses++;
}

static void create(void)
{
	thing = kzalloc(sizeof(*thing), GFP_KERNEL);
	INIT_WORK(&thing->work, use);
	schedule_work(&thing->work);
}

static void release(void)
{
#ifndef NOT_FLUSHED
	if (flush_work(&thing->work))
		cover("had to wait");
	BUG_ON(thing->uses != 1);
#endif
	kfree(thing);
}

struct scenario flush_work_before_free = {
	.about = "what a work item uses may be freed once it is flushed",
	.init = create,
	.threads = { release },
#ifdef NOT_FLUSHED
	.expect = USE_AFTER_FREE,
#endif
};
