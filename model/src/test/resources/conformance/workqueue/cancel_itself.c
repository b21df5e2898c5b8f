/* An item that waits for itself waits for ever; cancelling itself without waiting is fine. */
#include <quiesce.h>
#include <linux/workqueue.h>

#pragma quiesce variant(without_waiting)
#pragma quiesce variant(cancel_sync, CANCEL_SYNC)
#pragma quiesce variant(flush, FLUSH)

static void run(struct work_struct *work)
{
#if defined(CANCEL_SYNC)
	cancel_work_sync(work);
#elif defined(FLUSH)
	flush_work(work);
#else
	cancel_work(work);
#endif
	cover("went on");
}

static DECLARE_WORK(work, run);

static void start(void)
{
	schedule_work(&work);
}

struct scenario cancel_itself = {
	.about = "an item must not wait for its own end",
	.threads = { start },
#if defined(CANCEL_SYNC) || defined(FLUSH)
	.expect = DEADLOCK,
#endif
};
