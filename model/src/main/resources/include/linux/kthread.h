/* Kernel threads: a thread of its own, in process context. */
#ifndef _LINUX_KTHREAD_H
#define _LINUX_KTHREAD_H

#include <linux/__q_wait.h>
#include <linux/err.h>
#include <linux/sched.h>

/* Of how a kthread stands, the references to it that others hold. */
static inline unsigned long __q_kthread_references(unsigned long state)
{
	return state % __Q_KTHREAD_RESULT & ~(unsigned long)(__Q_KTHREAD_STOP | __Q_KTHREAD_ENDED);
}

struct __q_kthread {
	int (*threadfn)(void *data);
	void *data;
	bool asleep;
	struct task_struct *task;
};

static inline void __q_kthread_main(struct __q_kthread *kthread)
{
	int (*threadfn)(void *data) = 0;
	void *data = 0;
	int result = -EINTR;
	bool asleep = false;

	__q_step {
		threadfn = kthread->threadfn;
		data = kthread->data;
		asleep = kthread->asleep;
		if (asleep)
			current->__state = TASK_UNINTERRUPTIBLE;
		__q_ghost_set(__Q_T_KTHREAD, current, 0);
		kthread->task = current;
	}
	if (asleep)
		schedule();
	__q_step
		asleep = asleep && __q_ghost_get(__Q_T_KTHREAD, current) & __Q_KTHREAD_STOP;
	if (!asleep)
		result = threadfn(data);
	__q_step
		__q_ghost_set(__Q_T_KTHREAD, current, __q_kthread_references(__q_ghost_get(__Q_T_KTHREAD, current))
			      | __Q_KTHREAD_ENDED | (unsigned long)(u32)result * __Q_KTHREAD_RESULT);
}

static inline struct task_struct *__q_kthread_create(int (*threadfn)(void *data), void *data, bool asleep)
{
	struct __q_kthread *kthread;
	struct task_struct *task = 0;

	__q_might_sleep("kthread_create");
	kthread = __q_alloc(sizeof(*kthread), 0, __Q_ALLOC_ZERO);
	if (!kthread)
		return ERR_PTR(-ENOMEM);
	WRITE_ONCE(__q_kthreads, true);
	kthread->threadfn = threadfn;
	kthread->data = data;
	kthread->asleep = asleep;
	__q_spawn(__Q_SPAWN_THREAD, (void (*)())__q_kthread_main, kthread, 0);
	__q_waiting_step {
		task = kthread->task;
		__q_guard(task != 0);
		__q_free(kthread, 0);
	}
	return task;
}

/* kthread_create(threadfn, data, fmt, …): a thread that calls threadfn(data) once it has been woken. Sleeps. */
#define kthread_create(threadfn, data, fmt, ...) __q_kthread_create((threadfn), (data), true)
#define kthread_create_on_node(threadfn, data, node, fmt, ...) __q_kthread_create((threadfn), (data), true)

/* kthread_run(threadfn, data, fmt, …): the same, woken at once. Sleeps. */
#define kthread_run(threadfn, data, fmt, ...) __q_kthread_create((threadfn), (data), false)

/* kthread_should_stop(): whether somebody has called kthread_stop for the running thread. */
static inline bool kthread_should_stop(void)
{
	bool stop = false;

	__q_looking_step
		stop = __q_ghost_get(__Q_T_KTHREAD, current) & __Q_KTHREAD_STOP;
	return stop;
}

/*
 * kthread_stop(task): tells it to stop, wakes it and waits until it has; what its function returned. Sleeps. USE_AFTER_FREE if
 * it has ended already, unless get_task_struct() keeps it.
 */
static inline int kthread_stop(struct task_struct *k)
{
	unsigned long state = 0;

	__q_might_sleep("kthread_stop");
	__q_step {
		state = __q_ghost_get(__Q_T_KTHREAD, k);
		if (state & __Q_KTHREAD_ENDED && !__q_kthread_references(state))
			__q_report(USE_AFTER_FREE, "kthread_stop", k);
		__q_ghost_set(__Q_T_KTHREAD, k, state | __Q_KTHREAD_STOP);
	}
	wake_up_process(k);
	__q_waiting_step {
		state = __q_ghost_get(__Q_T_KTHREAD, k);
		__q_guard(state & __Q_KTHREAD_ENDED);
		__q_ghost_set(__Q_T_KTHREAD, k, __q_kthread_references(state) | __Q_KTHREAD_ENDED);
	}
	return (int)(state / __Q_KTHREAD_RESULT);
}

/* kthread_stop_put(task): kthread_stop of a thread that get_task_struct() keeps, and put_task_struct. Sleeps. */
static inline int kthread_stop_put(struct task_struct *k)
{
	int result = kthread_stop(k);

	put_task_struct(k);
	return result;
}

#endif
