/* wait_event sleeps until somebody makes the condition true and wakes the queue after that; else it sleeps for ever. */
#include <quiesce.h>
#include <linux/wait.h>

#pragma quiesce variant(set_then_wake)
#pragma quiesce variant(wake_then_set, WAKE_FIRST)
#pragma quiesce variant(no_wake, NO_WAKE)

static DECLARE_WAIT_QUEUE_HEAD(queue);
static bool ready;

static void producer(void)
{
#ifdef WAKE_FIRST
	wake_up(&queue);
#endif
	WRITE_ONCE(ready, true);
#if !defined(WAKE_FIRST) && !defined(NO_WAKE)
	wake_up(&queue);
#endif
}

static void consumer(void)
{
	if (!READ_ONCE(ready))
		cover("had to wait");
	wait_event(queue, READ_ONCE(ready));
	assert(READ_ONCE(ready));
	cover("went on");
}

struct scenario wakeup = {
	.about = "a wake-up must come after what it is about",
	.threads = { producer, consumer, consumer },
#if defined(WAKE_FIRST) || defined(NO_WAKE)
	.expect = DEADLOCK,
#endif
};
