/* prepare_to_wait, a look at the condition, schedule: in this order no wake-up is lost. */
#include <quiesce.h>
#include <linux/sched.h>
#include <linux/wait.h>

#pragma quiesce variant(looks_after)
#pragma quiesce variant(looks_before, LOOKS_BEFORE)

static DECLARE_WAIT_QUEUE_HEAD(queue);
static bool ready;

static void producer(void)
{
	WRITE_ONCE(ready, true);
	wake_up(&queue);
}

static void consumer(void)
{
	DEFINE_WAIT(wait);

#ifdef LOOKS_BEFORE
	while (!READ_ONCE(ready)) {
		prepare_to_wait(&queue, &wait, TASK_UNINTERRUPTIBLE);
		schedule();
	}
#else
	for (;;) {
		prepare_to_wait(&queue, &wait, TASK_UNINTERRUPTIBLE);
		if (READ_ONCE(ready))
			break;
		schedule();
		cover("slept");
	}
#endif
	finish_wait(&queue, &wait);
	cover("went on");
}

struct scenario prepare = {
	.about = "who sleeps looks at the condition after it is registered",
	.threads = { producer, consumer },
#ifdef LOOKS_BEFORE
	.expect = DEADLOCK,
#endif
};
