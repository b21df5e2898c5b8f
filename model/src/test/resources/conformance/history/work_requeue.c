/* ethtool reset: a service task requeues itself; remove cancels before clearing the flag */
#include <quiesce.h>
#include <linux/workqueue.h>
#include <linux/bitops.h>
#include <linux/slab.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, SET_REMOVING_FIRST)
enum { __DOWN, __REMOVING, __SERVICE_SCHED, __NBITS };
struct adapter { DECLARE_BITMAP(state, __NBITS); struct work_struct service_task; int resets; };
static struct adapter *ad;
static void service_event_schedule(struct adapter *a)
{
	if (!test_bit(__REMOVING, a->state) && !test_and_set_bit(__SERVICE_SCHED, a->state))
		queue_work(system_wq, &a->service_task);
}
static void service_task(struct work_struct *w)
{
	struct adapter *a = container_of(w, struct adapter, service_task);

	a->resets++;
	cover("reset");
	clear_bit(__SERVICE_SCHED, a->state);
}
static void setup(void)
{
	ad = kzalloc(sizeof(*ad), GFP_KERNEL);
	INIT_WORK(&ad->service_task, service_task);
}
static void watchdog(void)
{
	rcu_read_lock();
	service_event_schedule(ad);
	rcu_read_unlock();
}
static void remove(void)
{
#ifdef SET_REMOVING_FIRST
	set_bit(__REMOVING, ad->state);
	synchronize_rcu();
	cancel_work_sync(&ad->service_task);
#else
	cancel_work_sync(&ad->service_task);
	set_bit(__REMOVING, ad->state);
	synchronize_rcu();
#endif
	WARN_ON(work_busy(&ad->service_task));
}
static void fini(void) { kfree(ad); }
struct scenario remove_vs_watchdog = { .init = setup, .threads = { remove, watchdog }, .exit = fini,
#ifndef SET_REMOVING_FIRST
	.expect = ASSERTION,
#endif
};
