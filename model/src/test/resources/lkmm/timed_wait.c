/* Who waits with a timeout gets on, whether anybody comes or not; who waits without one does not. */
#include <quiesce.h>
#include <linux/completion.h>
#include <linux/jiffies.h>
#include <linux/wait.h>

static DECLARE_COMPLETION(done);
static DECLARE_WAIT_QUEUE_HEAD(queue);
static int flag, late;

static void waits_for_completion(void)
{
	if (!wait_for_completion_timeout(&done, HZ))
		WRITE_ONCE(late, 1);
}

static void waits_for_event(void)
{
	if (!wait_event_timeout(queue, READ_ONCE(flag), HZ))
		WRITE_ONCE(late, 1);
}

static void waits_for_ever(void)
{
	wait_for_completion(&done);
}

static void completes(void)
{
	complete(&done);
}

static void wakes(void)
{
	WRITE_ONCE(flag, 1);
	wake_up(&queue);
}

static void was_late(void)
{
	BUG_ON(late);
}

struct scenario completion_alone = { .threads = { waits_for_completion } };
struct scenario event_alone = { .threads = { waits_for_event } };
struct scenario completion_in_time = { .threads = { waits_for_completion, completes } };
struct scenario event_in_time = { .threads = { waits_for_event, wakes } };
struct scenario it_may_be_late = { .threads = { waits_for_completion, completes }, .exit = was_late, .expect = ASSERTION };
struct scenario nobody_completes = { .threads = { waits_for_ever }, .expect = DEADLOCK };
