/* hrtimer_cancel waits for the function of an hrtimer that arms itself by its answer; hrtimer_try_to_cancel does not. */
#include <quiesce.h>
#include <linux/hrtimer.h>
#include <linux/slab.h>

#pragma quiesce variant(cancel)
#pragma quiesce variant(try_to_cancel, TRY)

struct thing {
	struct hrtimer timer;
	int expiries;
};

static struct thing *thing;

static enum hrtimer_restart expired(struct hrtimer *timer)
{
	struct thing *t = container_of(timer, struct thing, timer);

	cover("expired");
	return t->expiries++ < 2 ? HRTIMER_RESTART : HRTIMER_NORESTART;
}

static void create(void)
{
	thing = kzalloc(sizeof(*thing), GFP_KERNEL);
	hrtimer_setup(&thing->timer, expired, CLOCK_MONOTONIC, HRTIMER_MODE_REL_SOFT);
	hrtimer_start(&thing->timer, ms_to_ktime(1), HRTIMER_MODE_REL_SOFT);
}

static void release(void)
{
#ifdef TRY
	hrtimer_try_to_cancel(&thing->timer);
#else
	hrtimer_cancel(&thing->timer);
#endif
	kfree(thing);
}

struct scenario hrtimer_cancelled = {
	.about = "what an hrtimer uses may be freed once it is cancelled",
	.init = create,
	.threads = { release },
#ifdef TRY
	.expect = USE_AFTER_FREE,
#endif
};
