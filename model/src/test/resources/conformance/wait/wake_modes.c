/* wake_up_interruptible wakes only who waits in an interruptible way. */
#include <quiesce.h>
#include <linux/sched.h>
#include <linux/wait.h>

#pragma quiesce variant(interruptible)
#pragma quiesce variant(uninterruptible, WAIT=wait_event, STATE=TASK_UNINTERRUPTIBLE, SLEEPS_ON)
#pragma quiesce variant(killable, WAIT=wait_event_killable, STATE=TASK_KILLABLE, SLEEPS_ON)

#ifndef WAIT
#define WAIT wait_event_interruptible
#define STATE TASK_INTERRUPTIBLE
#endif

static DECLARE_WAIT_QUEUE_HEAD(queue);
static bool ready;

static void wakes_some(void)
{
	WRITE_ONCE(ready, true);
	wake_up_interruptible(&queue);
}

static void wakes_all(void)
{
	WRITE_ONCE(ready, true);
	wake_up(&queue);
}

static void waits(void)
{
	WAIT(queue, READ_ONCE(ready));
	cover("went on");
}

static void waits_itself(void)
{
	DEFINE_WAIT(wait);

	for (;;) {
		prepare_to_wait(&queue, &wait, STATE);
		if (READ_ONCE(ready))
			break;
		schedule();
	}
	finish_wait(&queue, &wait);
	cover("went on itself");
}

struct scenario interruptible_wake_up = {
	.about = "who waits otherwise than interruptibly sleeps on",
	.threads = { waits, wakes_some },
#ifdef SLEEPS_ON
	.expect = DEADLOCK,
#endif
};

struct scenario interruptible_wake_up_of_an_entry = {
	.threads = { waits_itself, wakes_some },
#ifdef SLEEPS_ON
	.expect = DEADLOCK,
#endif
};

struct scenario wake_up_for_everybody = {
	.threads = { waits, waits_itself, wakes_all },
};
