/* What is covered before and after the threads counts as what they cover. */
#include <quiesce.h>
#include <linux/workqueue.h>

static int shared;

static void late(struct work_struct *work)
{
	cover("work");
}

static DECLARE_WORK(work, late);

static void init(void)
{
	cover("init");
}

static void thread(void)
{
	WRITE_ONCE(shared, 1);
	cover("thread");
}

static void exit(void)
{
	if (READ_ONCE(shared) == 1)
		cover("exit");
	else
		cover("never");
	schedule_work(&work);
}

struct scenario covered = {
	.about = "covers of init, exit, and of what exit starts",
	.init = init,
	.threads = { thread },
	.exit = exit,
};
