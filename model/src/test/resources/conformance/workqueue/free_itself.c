/* An item may free what it is part of while it runs; after that nothing of it may be used. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#pragma quiesce variant(last_use)
#pragma quiesce variant(used_later, USED_LATER)
#pragma quiesce variant(freed_while_queued, FREED_WHILE_QUEUED)

struct thing {
	struct work_struct work;
	int uses;
};

static struct thing *thing;

static void use(struct work_struct *work)
{
	struct thing *t = container_of(work, struct thing, work);

	t->uses++;
	kfree(t);
#ifdef USED_LATER
	t->uses++;
#endif
	cover("ran");
}

static void create(void)
{
	thing = kzalloc(sizeof(*thing), GFP_KERNEL);
	INIT_WORK(&thing->work, use);
	schedule_work(&thing->work);
#ifdef FREED_WHILE_QUEUED
	kfree(thing);
#endif
}

struct scenario free_itself = {
	.about = "freeing a queued item shows when it runs, and not before",
	.threads = { create },
#if defined(USED_LATER) || defined(FREED_WHILE_QUEUED)
	.expect = USE_AFTER_FREE,
#endif
};
