/* Asking for waiters before the condition is made true can miss one. */
#include <quiesce.h>
#include <linux/wait.h>

#pragma quiesce variant(asks_after)
#pragma quiesce variant(asks_before, ASKS_BEFORE)

static DECLARE_WAIT_QUEUE_HEAD(queue);
static bool ready;

static void producer(void)
{
#ifdef ASKS_BEFORE
	bool anybody = waitqueue_active(&queue);

	WRITE_ONCE(ready, true);
	if (anybody)
		wake_up(&queue);
#else
	WRITE_ONCE(ready, true);
	smp_mb();
	if (waitqueue_active(&queue))
		wake_up(&queue);
	else
		cover("nobody to wake");
#endif
}

static void consumer(void)
{
	BUG_ON(wait_event_interruptible(queue, READ_ONCE(ready)));
	cover("went on");
}

struct scenario anybody_there = {
	.about = "waiters are asked for after the condition is made true",
	.threads = { producer, consumer },
#ifdef ASKS_BEFORE
	.expect = DEADLOCK,
#endif
};
