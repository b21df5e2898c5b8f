/* High-resolution timers: as timers; the function says whether it is armed again. */
#ifndef _LINUX_HRTIMER_H
#define _LINUX_HRTIMER_H

#include <linux/__q_item.h>
#include <linux/container_of.h>
#include <linux/ktime.h>

#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_BOOTTIME 7

enum hrtimer_restart { HRTIMER_NORESTART, HRTIMER_RESTART };
enum hrtimer_mode {
	HRTIMER_MODE_ABS = 0, HRTIMER_MODE_REL = 1, HRTIMER_MODE_PINNED = 2, HRTIMER_MODE_SOFT = 4, HRTIMER_MODE_HARD = 8,
	HRTIMER_MODE_ABS_PINNED = 2, HRTIMER_MODE_REL_PINNED = 3, HRTIMER_MODE_ABS_SOFT = 4, HRTIMER_MODE_REL_SOFT = 5,
	HRTIMER_MODE_ABS_PINNED_SOFT = 6, HRTIMER_MODE_REL_PINNED_SOFT = 7
};

/* struct hrtimer: a timer. Whether it is armed or its function runs is the checker's knowledge, not a field. */
struct hrtimer {
	enum hrtimer_restart (*function)(struct hrtimer *timer);
};

/* hrtimer_setup(timer, function, clock, mode): makes it an idle timer; hrtimer_init is the older form. */
static inline void hrtimer_setup(struct hrtimer *timer, enum hrtimer_restart (*function)(struct hrtimer *),
				 clockid_t clock_id, enum hrtimer_mode mode)
{
	timer->function = function;
	__q_hidden_step {
		if (__q_item(timer) & __Q_PENDING)
			__q_report(LIST_CORRUPTION, "an hrtimer is initialised while it is armed", timer);
	}
}

#define hrtimer_init(timer, clock_id, mode) hrtimer_setup((timer), (timer)->function, (clock_id), (mode))
#define hrtimer_update_function(timer, f) ((void)((timer)->function = (f)))

static inline void __q_hrtimer_run(struct hrtimer *timer)
{
	enum hrtimer_restart (*function)(struct hrtimer *) = 0;
	bool again;

	__q_step {
		if (!__q_item_begin(timer))
			return;
		function = timer->function;
	}
	again = function(timer) == HRTIMER_RESTART;
	__q_step {
		__q_item_set(timer, __q_item(timer) & ~__Q_RUNNING);
		if (again) {
			__q_touch(&timer->function);
			__q_item_pend(timer, __Q_SPAWN_TIMER, __q_hrtimer_run);
		}
	}
}

/* hrtimer_start(timer, time, mode): arms it, however it stood before; it expires at any later moment, in softirq context. */
static inline void hrtimer_start(struct hrtimer *timer, ktime_t tim, const enum hrtimer_mode mode)
{
	__q_step {
		__q_touch(&timer->function);
		__q_item_pend(timer, __Q_SPAWN_TIMER, __q_hrtimer_run);
	}
}

#define hrtimer_start_range_ns(timer, tim, range, mode) hrtimer_start((timer), (tim), (mode))
#define hrtimer_start_expires(timer, mode) hrtimer_start((timer), 0, (mode))
#define hrtimer_restart(timer) hrtimer_start((timer), 0, HRTIMER_MODE_ABS)
#define hrtimer_set_expires(timer, time) ((void)(time))

/* hrtimer_forward(timer, now, interval), hrtimer_forward_now: one period has passed. */
static inline u64 hrtimer_forward(struct hrtimer *timer, ktime_t now, ktime_t interval)
{
	return 1;
}

#define hrtimer_forward_now(timer, interval) hrtimer_forward((timer), ktime_get(), (interval))

/* hrtimer_cancel(timer): waits until its function does not run and disarms it; 1 if it was armed or running. */
static inline int hrtimer_cancel(struct hrtimer *timer)
{
	bool ran = false;
	bool was = false;

	__q_step {
		__q_touch(&timer->function);
		ran = __q_item(timer) & __Q_RUNNING;
		was = __q_item(timer) & __Q_PENDING;
		__q_item_set(timer, __q_item(timer) & ~__Q_PENDING);
	}
	if (ran) {
		__q_waiting_step {
			__q_guard(!(__q_item(timer) & __Q_RUNNING));
			was |= (__q_item(timer) & __Q_PENDING) != 0;
			__q_item_set(timer, __q_item(timer) & ~__Q_PENDING);
		}
	}
	return was;
}

/* hrtimer_try_to_cancel(timer): -1 if its function runs; else disarms it, 1 if it was armed. */
static inline int hrtimer_try_to_cancel(struct hrtimer *timer)
{
	int was = -1;

	__q_step {
		__q_touch(&timer->function);
		if (!(__q_item(timer) & __Q_RUNNING)) {
			was = (__q_item(timer) & __Q_PENDING) != 0;
			__q_item_set(timer, __q_item(timer) & ~__Q_PENDING);
		}
	}
	return was;
}

static inline unsigned long __q_hrtimer_state(const struct hrtimer *timer)
{
	unsigned long state = 0;

	__q_looking_step {
		__q_touch(&timer->function);
		state = __q_item(timer);
	}
	return state;
}

/* hrtimer_active(timer): whether it is armed or its function runs; hrtimer_is_queued: whether it is armed. */
#define hrtimer_active(timer) ((__q_hrtimer_state(timer) & (__Q_PENDING | __Q_RUNNING)) != 0)
#define hrtimer_is_queued(timer) ((__q_hrtimer_state(timer) & __Q_PENDING) != 0)
#define hrtimer_callback_running(timer) ((__q_hrtimer_state(timer) & __Q_RUNNING) != 0)

#endif
