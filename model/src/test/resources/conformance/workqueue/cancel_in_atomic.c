/* Waiting for an item sleeps; cancelling without waiting does not. */
#include <quiesce.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

#pragma quiesce variant(without_waiting)
#pragma quiesce variant(cancel_sync, WAIT=cancel_work_sync)
#pragma quiesce variant(flush, WAIT=flush_work)
#pragma quiesce variant(disable_sync, WAIT=disable_work_sync)

#ifdef WAIT
#define VERDICT SLEEP_IN_ATOMIC
#else
#define WAIT cancel_work
#define VERDICT HOLDS
#endif

static DEFINE_SPINLOCK(lock);

static void run(struct work_struct *work)
{
	cover("ran");
}

static DECLARE_WORK(work, run);

static void start(void)
{
	schedule_work(&work);
}

static void stop(void)
{
	spin_lock_bh(&lock);
	WAIT(&work);
	spin_unlock_bh(&lock);
	cover("cancelled");
}

struct scenario cancel_in_atomic = {
	.about = "waiting for an item is not for atomic context",
	.init = start,
	.threads = { stop },
	.expect = VERDICT,
};
