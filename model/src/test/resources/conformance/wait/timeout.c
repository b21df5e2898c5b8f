/* wait_event_timeout answers 0 if the condition does not hold when the time is over, which may be at any moment. */
#include <quiesce.h>
#include <linux/jiffies.h>
#include <linux/wait.h>

#pragma quiesce variant(looks)
#pragma quiesce variant(does_not_look, DOES_NOT_LOOK)

static DECLARE_WAIT_QUEUE_HEAD(queue);
static bool ready;

static void producer(void)
{
	WRITE_ONCE(ready, true);
	wake_up_all(&queue);
}

static void consumer(void)
{
	if (!wait_event_timeout(queue, READ_ONCE(ready), HZ)) {
		cover("timed out");
#ifndef DOES_NOT_LOOK
		return;
#endif
	}
	BUG_ON(!ready);
	cover("in time");
}

struct scenario timeout = {
	.about = "a wait with a timeout may end without its condition",
	.threads = { producer, consumer },
	.races = RACES_IGNORE,
#ifdef DOES_NOT_LOOK
	.expect = ASSERTION,
#endif
};
