/* A disabled item refuses to be queued, by anybody, until it is enabled again. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#pragma quiesce variant(disable)
#pragma quiesce variant(cancel, CANCEL)

static struct work_struct work;
static int *data;

static void use(struct work_struct *w)
{
	WRITE_ONCE(*data, 1);
	cover("ran");
}

static void create(void)
{
	data = kzalloc(sizeof(*data), GFP_KERNEL);
	INIT_WORK(&work, use);
}

static void queue(void)
{
	schedule_work(&work);
}

static void stop(void)
{
#ifdef CANCEL
	cancel_work_sync(&work);
#else
	disable_work_sync(&work);
#endif
	kfree(data);
}

static void enabled_again(void)
{
#ifndef CANCEL
	BUG_ON(schedule_work(&work));
	BUG_ON(!enable_work(&work));
	data = kzalloc(sizeof(*data), GFP_KERNEL);
	BUG_ON(!schedule_work(&work));
	flush_work(&work);
	kfree(data);
#endif
}

struct scenario disabled = {
	.about = "only disabling keeps an item from being queued later",
	.init = create,
	.threads = { queue, stop },
	.exit = enabled_again,
#ifdef CANCEL
	.expect = USE_AFTER_FREE,
#endif
};
