/* A tasklet runs once however often it is scheduled before; tasklet_kill waits for it, tasklet_disable keeps it from running. */
#include <quiesce.h>
#include <linux/interrupt.h>
#include <linux/slab.h>

#pragma quiesce variant(kill)
#pragma quiesce variant(free_only, FREE_ONLY)
#pragma quiesce variant(killed_while_disabled, DISABLED)

struct thing {
	struct tasklet_struct tasklet;
	int runs;
};

static struct thing *thing;

static void run(struct tasklet_struct *tasklet)
{
	struct thing *t = from_tasklet(t, tasklet, tasklet);

	t->runs++;
	cover("ran");
}

static void create(void)
{
	thing = kzalloc(sizeof(*thing), GFP_KERNEL);
	tasklet_setup(&thing->tasklet, run);
	tasklet_schedule(&thing->tasklet);
}

static void release(void)
{
	tasklet_disable(&thing->tasklet);
	observe("runs", thing->runs);
#ifndef DISABLED
	tasklet_enable(&thing->tasklet);
#endif
#ifndef FREE_ONLY
	tasklet_kill(&thing->tasklet);
	BUG_ON(thing->runs != 1);
#endif
	kfree(thing);
}

struct scenario tasklet = {
	.about = "a scheduled tasklet runs, and is over when tasklet_kill returns",
	.init = create,
	.threads = { release },
#if defined(FREE_ONLY)
	.expect = USE_AFTER_FREE,
#elif defined(DISABLED)
	.expect = DEADLOCK,
#endif
};
