/* An item that runs can be queued again, also by itself: it runs once more, after this run and never beside it. */
#include <quiesce.h>
#include <linux/workqueue.h>

#pragma quiesce variant(one_item)
#pragma quiesce variant(two_items, TWO_ITEMS)

static int runs, active;

static void run(struct work_struct *work)
{
	int others = active;

	BUG_ON(others);
	active = 1;
	runs++;
	active = 0;
}

static DECLARE_WORK(first, run);
#ifdef TWO_ITEMS
static DECLARE_WORK(second, run);
#else
#define second first
#endif

static void queue_first(void)
{
	schedule_work(&first);
}

static void queue_again(void)
{
	schedule_work(&second);
}

static void ran(void)
{
	if (runs == 2)
		cover("ran again");
}

struct scenario queue_while_running = {
	.about = "an item never runs beside itself",
	.threads = { queue_first, queue_again },
	.exit = ran,
#ifdef TWO_ITEMS
	.expect = ASSERTION,
#endif
};
