/* Tasklets: a scheduled tasklet runs once, at any later moment, in softirq context. */
#ifndef _LINUX_INTERRUPT_H
#define _LINUX_INTERRUPT_H

#include <linux/__q_item.h>
#include <linux/bottom_half.h>
#include <linux/container_of.h>
#include <linux/hrtimer.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>

typedef int irqreturn_t;
#define IRQ_NONE 0
#define IRQ_HANDLED 1
#define IRQ_WAKE_THREAD 2

/* struct tasklet_struct: count is how often it is disabled; whether it is scheduled or runs the checker knows. */
struct tasklet_struct {
	unsigned int count;
	bool use_callback;
	union {
		void (*func)(unsigned long data);
		void (*callback)(struct tasklet_struct *t);
	};
	unsigned long data;
};

/* DECLARE_TASKLET(name, callback), DECLARE_TASKLET_DISABLED: a tasklet at file scope. */
#define DECLARE_TASKLET(name, _callback) \
	struct tasklet_struct name = { .count = 0, .use_callback = true, .callback = _callback }
#define DECLARE_TASKLET_DISABLED(name, _callback) \
	struct tasklet_struct name = { .count = 1, .use_callback = true, .callback = _callback }
#define DECLARE_TASKLET_OLD(name, _func) struct tasklet_struct name = { .count = 0, .func = _func }
#define from_tasklet(var, callback_tasklet, field) container_of(callback_tasklet, typeof(*(var)), field)

/* tasklet_setup(t, callback): makes it an idle tasklet. */
static inline void tasklet_setup(struct tasklet_struct *t, void (*callback)(struct tasklet_struct *))
{
	t->count = 0;
	t->use_callback = true;
	t->callback = callback;
	t->data = 0;
}

/* tasklet_init(t, func, data): the same with a function that gets data. */
static inline void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long), unsigned long data)
{
	t->count = 0;
	t->use_callback = false;
	t->func = func;
	t->data = data;
}

static inline void __q_tasklet_run(struct tasklet_struct *t)
{
	bool use_callback = false;
	void (*callback)(struct tasklet_struct *) = 0;
	void (*func)(unsigned long) = 0;
	unsigned long data = 0;

	__q_step {
		if (__q_item(t) & __Q_PENDING)
			__q_guard(!t->count);
		if (!__q_item_begin(t))
			return;
		use_callback = t->use_callback;
		if (use_callback)
			callback = t->callback;
		else
			func = t->func;
		data = t->data;
	}
	if (use_callback)
		callback(t);
	else
		func(data);
	__q_step
		__q_item_set(t, __q_item(t) & ~__Q_RUNNING);
}

/* tasklet_schedule(t): it will run once; nothing if it is scheduled already. May be scheduled while it runs. */
static inline void tasklet_schedule(struct tasklet_struct *t)
{
	__q_step {
		__q_touch(&t->count);
		__q_item_pend(t, __Q_SPAWN_TASKLET, __q_tasklet_run);
	}
}

#define tasklet_hi_schedule(t) tasklet_schedule(t)

/* tasklet_disable_nosync(t): it does not begin to run until tasklet_enable has been called as often. */
static inline void tasklet_disable_nosync(struct tasklet_struct *t)
{
	__q_step
		t->count++;
}

/* tasklet_disable_in_atomic(t): the same, and waits for a run under way. tasklet_disable(t): that too, and sleeps. */
static inline void tasklet_disable_in_atomic(struct tasklet_struct *t)
{
	tasklet_disable_nosync(t);
	__q_waiting_step
		__q_guard(!(__q_item(t) & __Q_RUNNING));
}

static inline void tasklet_disable(struct tasklet_struct *t)
{
	__q_might_sleep("tasklet_disable");
	tasklet_disable_in_atomic(t);
}

/* tasklet_enable(t): undoes one tasklet_disable. */
static inline void tasklet_enable(struct tasklet_struct *t)
{
	__q_step
		t->count--;
}

/* tasklet_kill(t): waits until it is not scheduled and does not run; one that is disabled never gets there. Sleeps. */
static inline void tasklet_kill(struct tasklet_struct *t)
{
	__q_might_sleep("tasklet_kill");
	__q_waiting_step {
		__q_touch(&t->count);
		__q_guard(!(__q_item(t) & (__Q_PENDING | __Q_RUNNING)));
	}
}

/* tasklet_unlock_wait(t): waits for a run under way. Sleeps. */
static inline void tasklet_unlock_wait(struct tasklet_struct *t)
{
	__q_might_sleep("tasklet_unlock_wait");
	__q_waiting_step
		__q_guard(!(__q_item(t) & __Q_RUNNING));
}

#endif
