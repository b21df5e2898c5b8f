/* A kthread that ends by itself is gone: who means to stop it holds a reference. */
#include <quiesce.h>
#include <linux/errno.h>
#include <linux/kthread.h>
#include <linux/sched.h>

#pragma quiesce variant(kept)
#pragma quiesce variant(waits_to_be_stopped, WAITS)
#pragma quiesce variant(gone, BROKEN)
#pragma quiesce variant(stopped_twice, WAITS, TWICE)

static struct task_struct *task;

static int work(void *arg)
{
#ifdef WAITS
	while (!kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (!kthread_should_stop())
			schedule();
		__set_current_state(TASK_RUNNING);
	}
#endif
	return 3;
}

static void create(void)
{
	task = kthread_create(work, NULL, "worker");
	assume(!IS_ERR(task));
#if !defined(WAITS) && !defined(BROKEN)
	get_task_struct(task);
#endif
	wake_up_process(task);
}

static void stop(void)
{
#if defined(WAITS) || defined(BROKEN)
	int result = kthread_stop(task);
#else
	int result = kthread_stop_put(task);
#endif

	assert(result == 3 || result == -EINTR);
#ifdef TWICE
	kthread_stop(task);
#endif
	cover("stopped");
}

struct scenario ended = {
	.about = "kthread_stop needs a thread that is there",
	.init = create,
	.threads = { stop },
#if defined(BROKEN) || defined(TWICE)
	.expect = USE_AFTER_FREE,
#endif
};
