/* tasklet_disable() sleeps until a run under way is over; tasklet_disable_in_atomic() spins. */
#include <quiesce.h>
#include <linux/interrupt.h>
#include <linux/spinlock.h>

#pragma quiesce variant(spins, DISABLE=tasklet_disable_in_atomic)
#pragma quiesce variant(sleeps, DISABLE=tasklet_disable, SLEEPS)

static DEFINE_SPINLOCK(lock);
static int runs;

static void run(struct tasklet_struct *t)
{
	WRITE_ONCE(runs, runs + 1);
}
static DECLARE_TASKLET(tasklet, run);

static void stop(void)
{
	int seen;

	tasklet_schedule(&tasklet);
	spin_lock(&lock);
	DISABLE(&tasklet);
	seen = READ_ONCE(runs);
	BUG_ON(READ_ONCE(runs) != seen);
	tasklet_enable(&tasklet);
	spin_unlock(&lock);
	cover("disabled");
}

struct scenario disable = {
	.threads = { stop },
#ifdef SLEEPS
	.expect = SLEEP_IN_ATOMIC,
#endif
};
