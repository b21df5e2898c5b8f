/* Waiting for an item while holding a lock that it takes is a deadlock. */
#include <quiesce.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

#pragma quiesce variant(outside)
#pragma quiesce variant(inside, INSIDE)

static DEFINE_MUTEX(lock);
static int runs;
static bool stopped;

static void run(struct work_struct *work)
{
	mutex_lock(&lock);
	runs++;
	ghost { assert(!stopped); }
	cover("ran");
	mutex_unlock(&lock);
}

static DECLARE_WORK(work, run);

static void start(void)
{
	schedule_work(&work);
}

static void stop(void)
{
	mutex_lock(&lock);
#ifdef INSIDE
	cancel_work_sync(&work);
#endif
	runs = 0;
	mutex_unlock(&lock);
	cancel_work_sync(&work);
	ghost { stopped = true; }
}

struct scenario cancel_under_lock = {
	.about = "who waits for an item must not hold what it needs",
	.init = start,
	.threads = { stop },
#ifdef INSIDE
	.expect = DEADLOCK,
#endif
};
