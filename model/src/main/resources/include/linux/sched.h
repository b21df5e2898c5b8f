#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <linux/__q_tables.h>
#include <linux/kernel.h>
#include <linux/processor.h>
#include <linux/preempt.h>
#include <linux/atomic.h>

/* TASK_RUNNING …: states of a thread. */
#define TASK_RUNNING 0x0
#define TASK_INTERRUPTIBLE 0x1
#define TASK_UNINTERRUPTIBLE 0x2
#define TASK_NORMAL (TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)
#define TASK_KILLABLE 0x102
#define TASK_IDLE 0x402
#define MAX_SCHEDULE_TIMEOUT LONG_MAX

/* struct task_struct: a thread: its number, from 1, and whether it sleeps. */
struct task_struct {
	pid_t pid;
	unsigned int __state;
};

/* How a kthread stands, by its task: references to it that others hold are in four bits, the result is above. */
enum { __Q_KTHREAD_STOP = 1, __Q_KTHREAD_ENDED = 2, __Q_KTHREAD_REFERENCE = 1 << 2, __Q_KTHREAD_RESULT = 1 << 8 };

#define __Q_TASK(n) { .pid = (n) }
#define __Q_TASKS(n) __Q_TASK(n), __Q_TASK((n) + 1), __Q_TASK((n) + 2), __Q_TASK((n) + 3), \
	__Q_TASK((n) + 4), __Q_TASK((n) + 5), __Q_TASK((n) + 6), __Q_TASK((n) + 7)
static __maybe_unused struct task_struct __q_tasks[66] = {
	__Q_TASKS(0), __Q_TASKS(8), __Q_TASKS(16), __Q_TASKS(24), __Q_TASKS(32), __Q_TASKS(40), __Q_TASKS(48), __Q_TASKS(56),
	__Q_TASK(64), __Q_TASK(65)
};

/* current: the running thread. */
#define current (&__q_tasks[__q_query(__Q_THREAD)])
#define task_pid_nr(task) ((task)->pid)

/* get_task_struct(task), put_task_struct(task): a reference, for those who look at a kthread that may have ended. */
static inline struct task_struct *get_task_struct(struct task_struct *task)
{
	__q_hidden_step
		__q_ghost_set(__Q_T_KTHREAD, task, __q_ghost_get(__Q_T_KTHREAD, task) + __Q_KTHREAD_REFERENCE);
	return task;
}
static inline void put_task_struct(struct task_struct *task)
{
	__q_hidden_step {
		if (__q_ghost_get(__Q_T_KTHREAD, task) / __Q_KTHREAD_REFERENCE % 16)
			__q_ghost_set(__Q_T_KTHREAD, task, __q_ghost_get(__Q_T_KTHREAD, task) - __Q_KTHREAD_REFERENCE);
	}
}

/* set_current_state(state): says that schedule() is to sleep until somebody wakes this thread; a full barrier. */
#define set_current_state(state) smp_store_mb(current->__state, (state))
#define __set_current_state(state) WRITE_ONCE(current->__state, (state))

/* schedule(): sleeps until the thread's state is TASK_RUNNING; at once if it was not changed. */
static inline void schedule(void)
{
	__q_might_sleep("schedule");
	await(__q_load(&current->__state, __Q_ONCE) == TASK_RUNNING);
}

/* schedule_timeout(timeout): sleeps until woken or, at any later moment, the timeout; what is left of it. */
static inline long schedule_timeout(long timeout)
{
	__q_might_sleep("schedule_timeout");
	if (timeout == MAX_SCHEDULE_TIMEOUT) {
		schedule();
		return timeout;
	}
	return xchg(&current->__state, TASK_RUNNING) == TASK_RUNNING;
}
#define schedule_timeout_interruptible(timeout) __q_sleep("schedule_timeout_interruptible")
#define schedule_timeout_uninterruptible(timeout) __q_sleep("schedule_timeout_uninterruptible")
#define __q_sleep(what) ({ __q_might_sleep(what); 0L; })

/* wake_up_process(task): the thread may go on from schedule(); whether it slept. A full barrier. */
static inline int wake_up_process(struct task_struct *task)
{
	return xchg(&task->__state, TASK_RUNNING) != TASK_RUNNING;
}

/* cond_resched(), yield(): SLEEP_IN_ATOMIC where sleeping is not allowed. */
#define cond_resched() ({ __q_might_sleep("cond_resched"); 0; })
#define yield() __q_might_sleep("yield")
#define need_resched() 0

/* signal_pending(task): false: there are no signals. */
#define signal_pending(task) ((void)(task), 0)
#define fatal_signal_pending(task) ((void)(task), 0)

#endif
