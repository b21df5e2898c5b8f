/* A completion on the stack must be waited for before its function returns. */
#include <quiesce.h>
#include <linux/completion.h>
#include <linux/workqueue.h>

#pragma quiesce variant(waits)
#pragma quiesce variant(gives_up, GIVES_UP)

struct job {
	struct work_struct work;
	struct completion *done;
};

static struct job job;

static void run(struct work_struct *work)
{
	complete(container_of(work, struct job, work)->done);
}

static void call(void)
{
	DECLARE_COMPLETION_ONSTACK(done);

	job.done = &done;
	INIT_WORK(&job.work, run);
	schedule_work(&job.work);
#ifdef GIVES_UP
	if (!try_wait_for_completion(&done))
		cover("was not done");
#else
	wait_for_completion(&done);
	BUG_ON(completion_done(&done));
	cover("was done");
#endif
}

struct scenario on_stack = {
	.about = "who gives away a completion on its stack waits for it",
	.threads = { call },
#ifdef GIVES_UP
	.expect = USE_AFTER_FREE,
#endif
};
