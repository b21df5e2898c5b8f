/* While cancel_work_sync waits, the item cannot queue itself again. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#pragma quiesce variant(cancel)
#pragma quiesce variant(flush_only, FLUSH_ONLY)

struct thing {
	struct work_struct work;
	int left;
};

static struct thing *thing;

static void use(struct work_struct *work)
{
	struct thing *t = container_of(work, struct thing, work);

	if (t->left--)
		if (!schedule_work(work))
			cover("refused while it is being cancelled");
}

static void create(void)
{
	thing = kzalloc(sizeof(*thing), GFP_KERNEL);
	INIT_WORK(&thing->work, use);
	thing->left = 2;
	schedule_work(&thing->work);
}

static void release(void)
{
#ifdef FLUSH_ONLY
	flush_work(&thing->work);
#else
	cancel_work_sync(&thing->work);
#endif
	kfree(thing);
}

struct scenario cancel_requeueing = {
	.about = "cancel_work_sync stops an item that queues itself",
	.init = create,
	.threads = { release },
#ifdef FLUSH_ONLY
	.expect = USE_AFTER_FREE,
#endif
};
