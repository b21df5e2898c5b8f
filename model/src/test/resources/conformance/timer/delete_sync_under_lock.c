/* Waiting for a timer's function while holding a lock that it takes is a deadlock. */
#include <quiesce.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

#pragma quiesce variant(outside)
#pragma quiesce variant(inside, INSIDE)

static DEFINE_SPINLOCK(lock);
static int expiries;
static bool stopped;

static void expired(struct timer_list *timer)
{
	spin_lock(&lock);
	expiries++;
	ghost { assert(!stopped); }
	cover("expired");
	spin_unlock(&lock);
}

static DEFINE_TIMER(timer, expired);

static void arm(void)
{
	mod_timer(&timer, jiffies + 1);
}

static void stop(void)
{
	spin_lock_bh(&lock);
#ifdef INSIDE
	timer_delete_sync(&timer);
#endif
	expiries = 0;
	spin_unlock_bh(&lock);
	timer_delete_sync(&timer);
	ghost { stopped = true; }
}

struct scenario delete_sync_under_lock = {
	.about = "who waits for a timer must not hold what its function needs",
	.init = arm,
	.threads = { stop },
#ifdef INSIDE
	.expect = DEADLOCK,
#endif
};
