/* Work items: a queued item runs once, at any later moment, in its own thread, in process context. */
#ifndef _LINUX_WORKQUEUE_H
#define _LINUX_WORKQUEUE_H

#include <linux/__q_item.h>
#include <linux/bitops.h>
#include <linux/rcupdate.h>
#include <linux/timer.h>
#include <linux/workqueue_types.h>

/* struct workqueue_struct: how many of its items may run at a time, in the order queued; 0: any number, in any order. */
struct workqueue_struct {
	unsigned int __q_limit;
};

/* struct delayed_work: a work item that is queued when its timer expires, at any later moment. */
struct delayed_work {
	struct work_struct work;
};

/* struct rcu_work: a work item that is queued after a grace period. */
struct rcu_work {
	struct work_struct work;
	struct rcu_head rcu;
	struct workqueue_struct *wq;
};

enum wq_flags {
	WQ_BH = 1 << 0, WQ_UNBOUND = 1 << 1, WQ_FREEZABLE = 1 << 2, WQ_MEM_RECLAIM = 1 << 3, WQ_HIGHPRI = 1 << 4,
	WQ_CPU_INTENSIVE = 1 << 5, WQ_SYSFS = 1 << 6, WQ_POWER_EFFICIENT = 1 << 7, WQ_PERCPU = 1 << 8,
	__WQ_ORDERED = 1 << 17, WQ_MAX_ACTIVE = 512, WQ_UNBOUND_MAX_ACTIVE = WQ_MAX_ACTIVE, WQ_DFL_ACTIVE = WQ_MAX_ACTIVE / 2
};

enum { WORK_BUSY_PENDING = 1 << 0, WORK_BUSY_RUNNING = 1 << 1, WORK_CPU_UNBOUND = 64 };

static struct workqueue_struct __q_system_wq __attribute__((unused));
static struct workqueue_struct __q_system_highpri_wq __attribute__((unused));
static struct workqueue_struct __q_system_long_wq __attribute__((unused));
static struct workqueue_struct __q_system_unbound_wq __attribute__((unused));
static struct workqueue_struct __q_system_freezable_wq __attribute__((unused));
static struct workqueue_struct __q_system_power_efficient_wq __attribute__((unused));

/* system_wq and its like: queues that always exist and run any number of items at a time. */
#define system_wq (&__q_system_wq)
#define system_percpu_wq (&__q_system_wq)
#define system_highpri_wq (&__q_system_highpri_wq)
#define system_long_wq (&__q_system_long_wq)
#define system_unbound_wq (&__q_system_unbound_wq)
#define system_dfl_wq (&__q_system_unbound_wq)
#define system_freezable_wq (&__q_system_freezable_wq)
#define system_power_efficient_wq (&__q_system_power_efficient_wq)

#define __WORK_INITIALIZER(n, f) { .func = (f) }
#define __DELAYED_WORK_INITIALIZER(n, f, tflags) { .work = { .func = (f) } }

/* DECLARE_WORK(name, func): a work item at file scope. */
#define DECLARE_WORK(n, f) struct work_struct n = __WORK_INITIALIZER(n, f)

/* DECLARE_DELAYED_WORK(name, func): a delayed work item at file scope. */
#define DECLARE_DELAYED_WORK(n, f) struct delayed_work n = __DELAYED_WORK_INITIALIZER(n, f, 0)
#define DECLARE_DEFERRABLE_WORK(n, f) DECLARE_DELAYED_WORK(n, f)

/* INIT_WORK(work, func): makes it an idle item; LIST_CORRUPTION if it is queued. */
#define INIT_WORK(work, f) __q_work_init((work), (f))
#define INIT_WORK_ONSTACK(work, f) __q_work_init((work), (f))
#define PREPARE_WORK(work, f) ((void)((work)->func = (f)))

/* INIT_DELAYED_WORK(dwork, func): the same for a delayed work. */
#define INIT_DELAYED_WORK(dwork, f) __q_work_init(&(dwork)->work, (f))
#define INIT_DELAYED_WORK_ONSTACK(dwork, f) __q_work_init(&(dwork)->work, (f))
#define INIT_DEFERRABLE_WORK(dwork, f) __q_work_init(&(dwork)->work, (f))
#define destroy_work_on_stack(work) ((void)(work))
#define destroy_delayed_work_on_stack(dwork) ((void)(dwork))

/* INIT_RCU_WORK(rwork, func): the same for an rcu_work. */
#define INIT_RCU_WORK(rwork, f) __q_work_init(&(rwork)->work, (f))

static inline void __q_work_init(struct work_struct *work, work_func_t func)
{
	work->func = func;
	__q_hidden_step {
		if (__q_item(work) & __Q_PENDING)
			__q_report(LIST_CORRUPTION, "a work item is initialised while it is queued", work);
		__q_item_set(work, __q_item(work) & (__Q_DISABLED - 1));
	}
}

/* to_delayed_work(work): the delayed_work around a work_struct. */
static inline struct delayed_work *to_delayed_work(struct work_struct *work)
{
	return container_of(work, struct delayed_work, work);
}

/* to_rcu_work(work): the rcu_work around a work_struct. */
static inline struct rcu_work *to_rcu_work(struct work_struct *work)
{
	return container_of(work, struct rcu_work, work);
}

#include <linux/__q_work.h>

/* queue_work(wq, work): false if it is pending or disabled already; else it will run once. May be queued while it runs. */
static inline bool queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	return __q_work_queue(wq, work, false);
}

/* queue_work_on(cpu, wq, work): the same; the checker's workers have no CPU. */
static inline bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work)
{
	return __q_work_queue(wq, work, false);
}

/* schedule_work(work): queue_work on system_wq. */
static inline bool schedule_work(struct work_struct *work)
{
	return __q_work_queue(system_wq, work, false);
}

/* schedule_work_on(cpu, work): the same. */
static inline bool schedule_work_on(int cpu, struct work_struct *work)
{
	return __q_work_queue(system_wq, work, false);
}

/* queue_delayed_work(wq, dwork, delay): as queue_work; the time of expiry is any later moment whatever the delay. */
static inline bool queue_delayed_work(struct workqueue_struct *wq, struct delayed_work *dwork, unsigned long delay)
{
	return __q_work_queue(wq, &dwork->work, delay != 0);
}

/* queue_delayed_work_on(cpu, wq, dwork, delay): the same. */
static inline bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *dwork,
					 unsigned long delay)
{
	return __q_work_queue(wq, &dwork->work, delay != 0);
}

/* schedule_delayed_work(dwork, delay): queue_delayed_work on system_wq. */
static inline bool schedule_delayed_work(struct delayed_work *dwork, unsigned long delay)
{
	return __q_work_queue(system_wq, &dwork->work, delay != 0);
}

/* schedule_delayed_work_on(cpu, dwork, delay): the same. */
static inline bool schedule_delayed_work_on(int cpu, struct delayed_work *dwork, unsigned long delay)
{
	return __q_work_queue(system_wq, &dwork->work, delay != 0);
}

/* mod_delayed_work(wq, dwork, delay): sets the timer anew; true if the item was pending. Nothing if disabled. */
static inline bool mod_delayed_work(struct workqueue_struct *wq, struct delayed_work *dwork, unsigned long delay)
{
	return __q_work_requeue(wq, &dwork->work, delay != 0);
}

/* mod_delayed_work_on(cpu, wq, dwork, delay): the same. */
static inline bool mod_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *dwork,
				       unsigned long delay)
{
	return __q_work_requeue(wq, &dwork->work, delay != 0);
}

/* work_pending(work): whether it is queued and has not begun. */
static inline bool work_pending(struct work_struct *work)
{
	return work_busy(work) & WORK_BUSY_PENDING;
}

/* delayed_work_pending(dwork): whether it is queued, its timer included, and has not begun. */
static inline bool delayed_work_pending(struct delayed_work *dwork)
{
	return work_pending(&dwork->work);
}

/* cancel_work(work): takes it off its queue, true if it was there; a run under way goes on. */
static inline bool cancel_work(struct work_struct *work)
{
	return __q_work_cancel(work, 0);
}

/* cancel_delayed_work(dwork): the same, its timer included. */
static inline bool cancel_delayed_work(struct delayed_work *dwork)
{
	return __q_work_cancel(&dwork->work, 0);
}

/* disable_work(work): cancel_work, and refuses to be queued until enable_work has been called as often. */
static inline bool disable_work(struct work_struct *work)
{
	return __q_work_cancel(work, __Q_DISABLED);
}

/* disable_delayed_work(dwork): the same. */
static inline bool disable_delayed_work(struct delayed_work *dwork)
{
	return __q_work_cancel(&dwork->work, __Q_DISABLED);
}

/* cancel_work_sync(work): cancel_work, and waits for a run under way, which cannot queue it again meanwhile. Sleeps. */
static inline bool cancel_work_sync(struct work_struct *work)
{
	__q_might_sleep("cancel_work_sync");
	return __q_work_cancel_sync(work, 0);
}

/* cancel_delayed_work_sync(dwork): the same, its timer included. Sleeps. */
static inline bool cancel_delayed_work_sync(struct delayed_work *dwork)
{
	__q_might_sleep("cancel_delayed_work_sync");
	return __q_work_cancel_sync(&dwork->work, 0);
}

/* disable_work_sync(work): disable_work, and waits for a run under way. Sleeps. */
static inline bool disable_work_sync(struct work_struct *work)
{
	__q_might_sleep("disable_work_sync");
	return __q_work_cancel_sync(work, __Q_DISABLED);
}

/* disable_delayed_work_sync(dwork): the same. Sleeps. */
static inline bool disable_delayed_work_sync(struct delayed_work *dwork)
{
	__q_might_sleep("disable_delayed_work_sync");
	return __q_work_cancel_sync(&dwork->work, __Q_DISABLED);
}

/* enable_work(work): undoes one disable_work; true if it can be queued again. */
static inline bool enable_work(struct work_struct *work)
{
	return __q_work_enable(work);
}

/* enable_delayed_work(dwork): the same. */
static inline bool enable_delayed_work(struct delayed_work *dwork)
{
	return __q_work_enable(&dwork->work);
}

/* enable_and_queue_work(wq, work): enable_work, and queues it if that enabled it; true in that case. */
static inline bool enable_and_queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	if (!__q_work_enable(work))
		return false;
	queue_work(wq, work);
	return true;
}

/* flush_work(work): waits for the instance that is queued or running now; true if there was one. Sleeps. */
static inline bool flush_work(struct work_struct *work)
{
	__q_might_sleep("flush_work");
	return __q_work_flush(work, false);
}

/* flush_delayed_work(dwork): lets its timer expire now, and then flush_work. Sleeps. */
static inline bool flush_delayed_work(struct delayed_work *dwork)
{
	__q_might_sleep("flush_delayed_work");
	return __q_work_flush(&dwork->work, true);
}

/* flush_scheduled_work(): flush_workqueue of system_wq. */
#define flush_scheduled_work() flush_workqueue(system_wq)

#include <linux/__q_rcu_work.h>

#endif
