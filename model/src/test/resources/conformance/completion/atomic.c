/* Waiting for a completion sleeps; complete and completion_done do not. */
#include <quiesce.h>
#include <linux/completion.h>
#include <linux/spinlock.h>

#pragma quiesce variant(asks)
#pragma quiesce variant(waits, WAITS)

static DECLARE_COMPLETION(done);
static DEFINE_SPINLOCK(lock);

static void producer(void)
{
	spin_lock(&lock);
	complete(&done);
	spin_unlock(&lock);
}

static void consumer(void)
{
	spin_lock(&lock);
#ifdef WAITS
	wait_for_completion(&done);
#else
	if (completion_done(&done))
		cover("was done");
#endif
	spin_unlock(&lock);
}

struct scenario waits_in_atomic = {
	.about = "waiting for a completion is not for atomic context",
	.threads = { producer, consumer },
#ifdef WAITS
	.expect = SLEEP_IN_ATOMIC,
#endif
};
