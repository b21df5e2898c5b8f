/* kthread_stop tells a thread to stop, wakes it and waits for its end. */
#include <quiesce.h>
#include <linux/kthread.h>
#include <linux/slab.h>
#include <linux/wait.h>

#pragma quiesce variant(stop)
#pragma quiesce variant(no_stop, NO_STOP)
#pragma quiesce variant(sleeps_without_looking, SLEEPS)

static struct task_struct *task;
static int *data;

static int work(void *arg)
{
	while (!kthread_should_stop()) {
		WRITE_ONCE(*data, 1);
#ifndef SLEEPS
		set_current_state(TASK_INTERRUPTIBLE);
		if (!kthread_should_stop())
			schedule();
		__set_current_state(TASK_RUNNING);
#else
		set_current_state(TASK_INTERRUPTIBLE);
		schedule();
#endif
		cover("woken");
	}
	return 7;
}

static void create(void)
{
	data = kzalloc(sizeof(*data), GFP_KERNEL);
	task = kthread_run(work, NULL, "worker");
}

static void release(void)
{
#ifndef NO_STOP
	BUG_ON(kthread_stop(task) != 7);
#endif
	kfree(data);
}

struct scenario kthread = {
	.about = "what a kthread uses may be freed once it is stopped",
	.init = create,
	.threads = { release },
#if defined(NO_STOP)
	.expect = USE_AFTER_FREE,
#elif defined(SLEEPS)
	.expect = DEADLOCK,
#endif
};

static DECLARE_WAIT_QUEUE_HEAD(queue);
static bool more;
static int done;

static int serve(void *arg)
{
	while (!kthread_should_stop()) {
#ifndef SLEEPS
		wait_event_interruptible(queue, READ_ONCE(more) || kthread_should_stop());
#else
		wait_event_interruptible(queue, READ_ONCE(more));
#endif
		if (READ_ONCE(more)) {
			WRITE_ONCE(more, false);
			done++;
			cover("served");
		}
	}
	return 0;
}

static void create_server(void)
{
	task = kthread_run(serve, NULL, "server");
	BUG_ON(IS_ERR(task));
}

static void ask(void)
{
	WRITE_ONCE(more, true);
	wake_up_interruptible(&queue);
#ifndef NO_STOP
	kthread_stop(task);
	BUG_ON(done > 1);
	cover("stopped on its queue");
#endif
}

struct scenario server = {
	.about = "kthread_stop wakes who waits on a queue too, and the condition has to ask for it",
	.init = create_server,
	.threads = { ask },
#if defined(NO_STOP) || defined(SLEEPS)
	.expect = DEADLOCK,
#endif
};
