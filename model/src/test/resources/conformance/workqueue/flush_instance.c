/* flush_work does not wait for an instance that is queued later, as by the item itself. */
#include <quiesce.h>
#include <linux/workqueue.h>

#pragma quiesce variant(one_run_is_over)
#pragma quiesce variant(all_runs_are_over, ALL_RUNS)

static int runs;

static void run(struct work_struct *work)
{
	if (++runs == 1)
		schedule_work(work);
}

static DECLARE_WORK(work, run);

static void start(void)
{
	schedule_work(&work);
}

static void wait_for_it(void)
{
	flush_work(&work);
	BUG_ON(READ_ONCE(runs) < 1);
#ifdef ALL_RUNS
	BUG_ON(READ_ONCE(runs) < 2);
#endif
	if (READ_ONCE(runs) == 2)
		cover("the second run was quick");
}

static void both(void)
{
	BUG_ON(runs != 2);
}

struct scenario flush_instance = {
	.about = "a flush waits for one instance",
	.init = start,
	.threads = { wait_for_it },
	.exit = both,
	.races = RACES_IGNORE,
#ifdef ALL_RUNS
	.expect = ASSERTION,
#endif
};
