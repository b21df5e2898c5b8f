/* A delayed item is queued when its timer expires: flush_work does not wait for the timer, flush_delayed_work does. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#pragma quiesce variant(flush_delayed)
#pragma quiesce variant(cancel, STOP=cancel_delayed_work_sync)
#pragma quiesce variant(disable, STOP=disable_delayed_work_sync)
#pragma quiesce variant(flush, STOP=flush, WRONG)
#pragma quiesce variant(cancel_without_waiting, STOP=cancel_delayed_work, WRONG)

#ifndef STOP
#define STOP flush_delayed_work
#endif
#define flush(dwork) flush_work(&(dwork)->work)

struct thing {
	struct delayed_work work;
	int uses;
};

static struct thing *thing;

static void use(struct work_struct *work)
{
	container_of(to_delayed_work(work), struct thing, work)->uses++;
	cover("ran");
}

static void create(void)
{
	thing = kzalloc(sizeof(*thing), GFP_KERNEL);
	INIT_DELAYED_WORK(&thing->work, use);
	schedule_delayed_work(&thing->work, HZ);
}

static void release(void)
{
	if (STOP(&thing->work))
		cover("there was something to stop");
	kfree(thing);
}

struct scenario delayed_work = {
	.about = "what a delayed item uses may be freed once it can no longer begin",
	.init = create,
	.threads = { release },
#ifdef WRONG
	.expect = USE_AFTER_FREE,
#endif
};
