/* timer_delete_sync waits for the timer's function; timer_delete does not. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/timer.h>

#pragma quiesce variant(sync)
#pragma quiesce variant(not_sync, NOT_SYNC)

struct thing {
	struct timer_list timer;
	int expiries;
};

static struct thing *thing;

static void expired(struct timer_list *timer)
{
	struct thing *t = timer_container_of(t, timer, timer);

	t->expiries++;
	cover("expired");
}

static void create(void)
{
	thing = kzalloc(sizeof(*thing), GFP_KERNEL);
	timer_setup(&thing->timer, expired, 0);
	mod_timer(&thing->timer, jiffies + HZ);
}

static void release(void)
{
#ifdef NOT_SYNC
	timer_delete(&thing->timer);
#else
	if (timer_delete_sync(&thing->timer))
		BUG_ON(thing->expiries);
	else
		BUG_ON(thing->expiries != 1);
#endif
	kfree(thing);
	cover("freed");
}

struct scenario delete_before_free = {
	.about = "what a timer uses may be freed once it is deleted, and its function does not run",
	.init = create,
	.threads = { release },
#ifdef NOT_SYNC
	.expect = USE_AFTER_FREE,
#endif
};
