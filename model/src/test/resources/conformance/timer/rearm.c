/* A timer that arms itself: timer_delete_sync stops it; but who else arms it later does so all the same. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/timer.h>

#pragma quiesce variant(arms_itself)
#pragma quiesce variant(armed_by_another, ARMED_BY_ANOTHER)
#pragma quiesce variant(shut_down, ARMED_BY_ANOTHER, SHUTDOWN)

static int *data;
static struct timer_list timer;

static void expired(struct timer_list *t)
{
	if ((*data)++ < 2)
		mod_timer(t, jiffies + 1);
	cover("expired");
}

static void create(void)
{
	data = kzalloc(sizeof(*data), GFP_KERNEL);
	timer_setup(&timer, expired, 0);
	mod_timer(&timer, jiffies + 1);
}

static void release(void)
{
#ifdef SHUTDOWN
	timer_shutdown_sync(&timer);
#else
	timer_delete_sync(&timer);
#endif
	kfree(data);
}

#ifdef ARMED_BY_ANOTHER
static void arm(void)
{
	if (!mod_timer(&timer, jiffies + 1))
		cover("was not armed");
}
#endif

struct scenario rearm = {
	.about = "after timer_shutdown_sync nobody arms the timer again",
	.init = create,
	.threads = { release,
#ifdef ARMED_BY_ANOTHER
		arm,
#endif
	},
#if defined(ARMED_BY_ANOTHER) && !defined(SHUTDOWN)
	.expect = USE_AFTER_FREE,
#endif
};
