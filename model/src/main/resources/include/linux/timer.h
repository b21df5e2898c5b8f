/* Timers: an armed timer expires once, at any later moment whatever its time, in softirq context. */
#ifndef _LINUX_TIMER_H
#define _LINUX_TIMER_H

#include <linux/__q_item.h>
#include <linux/container_of.h>
#include <linux/jiffies.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/timer_types.h>

#define TIMER_DEFERRABLE 0x00080000
#define TIMER_PINNED 0x00100000
#define TIMER_IRQSAFE 0x00200000

#define __TIMER_INITIALIZER(f, fl) { .function = (f), .flags = (fl) }

/* DEFINE_TIMER(name, function): a timer at file scope. */
#define DEFINE_TIMER(n, f) struct timer_list n = __TIMER_INITIALIZER(f, 0)

/* timer_container_of(var, timer, member): what the timer is a member of; from_timer is its older name. */
#define timer_container_of(var, callback_timer, member) container_of(callback_timer, typeof(*(var)), member)
#define from_timer(var, callback_timer, member) container_of(callback_timer, typeof(*(var)), member)

/* timer_setup(timer, function, flags): makes it an idle timer; LIST_CORRUPTION if it is armed. */
static inline void timer_setup(struct timer_list *timer, void (*function)(struct timer_list *), unsigned int flags)
{
	timer->function = function;
	timer->flags = flags;
	__q_hidden_step {
		if (__q_item(timer) & __Q_PENDING)
			__q_report(LIST_CORRUPTION, "a timer is initialised while it is armed", timer);
		__q_item_set(timer, __q_item(timer) & (__Q_STARTED | __Q_RUNNING));
	}
}

/* timer_setup_on_stack(timer, function, flags): the same. */
#define timer_setup_on_stack(timer, function, flags) timer_setup((timer), (function), (flags))
#define destroy_timer_on_stack(timer) ((void)(timer))
#define timer_destroy_on_stack(timer) ((void)(timer))

static inline void __q_timer_run(struct timer_list *timer)
{
	void (*function)(struct timer_list *) = 0;

	__q_step {
		if (!__q_item_begin(timer))
			return;
		function = timer->function;
	}
	function(timer);
	__q_step
		__q_item_set(timer, __q_item(timer) & ~__Q_RUNNING);
}

/* Whether it was armed before; armed is whether an idle one is to be armed. Does nothing after a shutdown. */
static inline int __q_timer_arm(struct timer_list *timer, unsigned long expires, bool arm)
{
	bool was = false;

	__q_step {
		bool works = timer->function != 0;

		was = __q_item(timer) & __Q_PENDING;
		if (works && (was || arm)) {
			timer->expires = expires;
			__q_item_pend(timer, __Q_SPAWN_TIMER, __q_timer_run);
		}
	}
	return was;
}

/* mod_timer(timer, expires): arms it; 1 if it was armed already, which then still expires once. Nothing after a shutdown. */
static inline int mod_timer(struct timer_list *timer, unsigned long expires)
{
	return __q_timer_arm(timer, expires, true);
}

/* mod_timer_pending(timer, expires): the same, but only if it is armed. */
static inline int mod_timer_pending(struct timer_list *timer, unsigned long expires)
{
	return __q_timer_arm(timer, expires, false);
}

/* timer_reduce(timer, expires): as mod_timer. */
static inline int timer_reduce(struct timer_list *timer, unsigned long expires)
{
	return __q_timer_arm(timer, expires, true);
}

/* add_timer(timer): arms it; ASSERTION if it is armed. */
static inline void add_timer(struct timer_list *timer)
{
	if (__q_timer_arm(timer, timer->expires, true))
		__q_report(ASSERTION, "add_timer on an armed timer", timer);
}

/* add_timer_on(timer, cpu): the same; the checker's timers have no CPU. */
static inline void add_timer_on(struct timer_list *timer, int cpu)
{
	add_timer(timer);
}

/* timer_pending(timer): whether it is armed. */
static inline int timer_pending(const struct timer_list *timer)
{
	bool armed = false;

	__q_looking_step {
		__q_touch(&timer->function);
		armed = __q_item(timer) & __Q_PENDING;
	}
	return armed;
}

static inline int __q_timer_disarm(struct timer_list *timer, bool shutdown)
{
	unsigned long state = __q_item(timer);

	__q_touch(&timer->function);
	if (shutdown)
		timer->function = 0;
	__q_item_set(timer, state & ~__Q_PENDING);
	return (state & __Q_PENDING) != 0;
}

/* timer_delete(timer): disarms it, 1 if it was armed; its function may still be running. del_timer is its older name. */
static inline int timer_delete(struct timer_list *timer)
{
	int was = 0;

	__q_step
		was = __q_timer_disarm(timer, false);
	return was;
}

/* timer_delete_sync(timer): waits until its function does not run and disarms it; 1 if it was armed then. */
static inline int timer_delete_sync(struct timer_list *timer)
{
	int was = 0;

	__q_waiting_step {
		__q_guard(!(__q_item(timer) & __Q_RUNNING));
		was = __q_timer_disarm(timer, false);
	}
	return was;
}

/* timer_delete_sync_try(timer): -1 if its function runs, else as timer_delete. */
static inline int timer_delete_sync_try(struct timer_list *timer)
{
	int was = -1;

	__q_step {
		__q_touch(&timer->function);
		if (!(__q_item(timer) & __Q_RUNNING))
			was = __q_timer_disarm(timer, false);
	}
	return was;
}

/* timer_shutdown(timer): timer_delete, and nothing arms it again until timer_setup. */
static inline int timer_shutdown(struct timer_list *timer)
{
	int was = 0;

	__q_step
		was = __q_timer_disarm(timer, true);
	return was;
}

/* timer_shutdown_sync(timer): timer_shutdown, and waits until its function does not run. */
static inline int timer_shutdown_sync(struct timer_list *timer)
{
	int was = 0;
	bool runs = false;

	__q_step {
		runs = __q_item(timer) & __Q_RUNNING;
		was = __q_timer_disarm(timer, true);
	}
	if (runs)
		__q_waiting_step
			__q_guard(!(__q_item(timer) & __Q_RUNNING));
	return was;
}

#define del_timer(timer) timer_delete(timer)
#define del_timer_sync(timer) timer_delete_sync(timer)
#define del_singleshot_timer_sync(timer) timer_delete_sync(timer)
#define try_to_del_timer_sync(timer) timer_delete_sync_try(timer)

#endif
