/* Three kinds of deferred work that start each other; the order of stopping them matters. */
#include <quiesce.h>
#include <linux/netdevice.h>
#include <linux/workqueue.h>
#include <linux/timer.h>
#include <linux/slab.h>

#pragma quiesce variant(shutdown, HOW=0)
#pragma quiesce variant(timer_first, HOW=1)
#pragma quiesce variant(work_first, HOW=2)
#pragma quiesce variant(dead_flag, HOW=3)
#pragma quiesce variant(no_sync, HOW=4)
#pragma quiesce variant(both_disabled, HOW=5)

struct adapter {
	struct timer_list	watchdog;
	struct work_struct	task;
	bool			down;
	int			ticks;
};

static struct adapter *ad;

static void adapter_task(struct work_struct *w)
{
	struct adapter *a = container_of(w, struct adapter, task);

	a->ticks++;
#if HOW == 3
	if (!READ_ONCE(a->down))
#endif
	if (a->ticks < 2)
		mod_timer(&a->watchdog, jiffies + HZ);
}

static void adapter_watchdog(struct timer_list *t)
{
	struct adapter *a = timer_container_of(a, t, watchdog);

#if HOW == 3
	if (READ_ONCE(a->down))
		return;
#endif
	schedule_work(&a->task);
	cover("watchdog");
}

static void probe(void)
{
	ad = kzalloc(sizeof(*ad), GFP_KERNEL);
	timer_setup(&ad->watchdog, adapter_watchdog, 0);
	INIT_WORK(&ad->task, adapter_task);
	mod_timer(&ad->watchdog, jiffies + HZ);
}

static void remove(void)
{
#if HOW == 0
	timer_shutdown_sync(&ad->watchdog);
	cancel_work_sync(&ad->task);
#elif HOW == 1
	timer_delete_sync(&ad->watchdog);
	cancel_work_sync(&ad->task);
#elif HOW == 2
	cancel_work_sync(&ad->task);
	timer_delete_sync(&ad->watchdog);
#elif HOW == 3
	WRITE_ONCE(ad->down, true);
	timer_delete_sync(&ad->watchdog);
	cancel_work_sync(&ad->task);
#elif HOW == 4
	timer_shutdown(&ad->watchdog);
	cancel_work_sync(&ad->task);
#else
	disable_work_sync(&ad->task);
	timer_delete_sync(&ad->watchdog);
#endif
	kfree(ad);
}

struct scenario stop = {
	.init = probe,
	.threads = { remove },
#if HOW >= 1 && HOW <= 4
	.expect = USE_AFTER_FREE,
#endif
};
