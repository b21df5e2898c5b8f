/* Exit that waits for what it has started itself runs alone in the graphs: refused, and no deadlock. */
#include <quiesce.h>
#include <linux/workqueue.h>

static int done;

static void work(struct work_struct *unused)
{
	WRITE_ONCE(done, 1);
}

static DECLARE_WORK(item, work);

static void nothing(void)
{
}

static void wait_for_it(void)
{
	schedule_work(&item);
	flush_work(&item);
	assert(done);
}

struct scenario own_wait = {
	.about = "what exit queues is done when it has waited for it",
	.memory = MEMORY_LKMM,
	.threads = { nothing },
	.exit = wait_for_it,
};
