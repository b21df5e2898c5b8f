/* mod_delayed_work on a pending item leaves it pending: it runs once, and the answer says that it was pending. */
#include <quiesce.h>
#include <linux/workqueue.h>

#pragma quiesce variant(counts_new_ones)
#pragma quiesce variant(counts_calls, COUNT_CALLS)

static int runs, fresh;

static void run(struct work_struct *work)
{
	runs++;
}

static DECLARE_DELAYED_WORK(work, run);

static void twice(void)
{
	fresh += !mod_delayed_work(system_wq, &work, 10);
	if (mod_delayed_work(system_wq, &work, 20))
		cover("was pending");
	else
		fresh++;
}

static void counts(void)
{
#ifdef COUNT_CALLS
	BUG_ON(runs != 2);
#else
	BUG_ON(runs != fresh);
	if (runs == 2)
		cover("had begun before");
#endif
}

struct scenario mod_delayed = {
	.about = "mod_delayed_work moves the timer and adds no run",
	.threads = { twice },
	.exit = counts,
#ifdef COUNT_CALLS
	.expect = ASSERTION,
#endif
};
