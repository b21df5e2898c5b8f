/* A timer's function runs in softirq context: it is inside an RCU read-side section, and must not sleep. */
#include <quiesce.h>
#include <linux/delay.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/timer.h>

#pragma quiesce variant(atomic)
#pragma quiesce variant(sleeps, SLEEP)
#pragma quiesce variant(locks, LOCK)

static int __rcu *shared;
static DEFINE_MUTEX(lock);

static void expired(struct timer_list *timer)
{
	int *p = rcu_dereference(shared);

	if (p)
		observe("value", *p);
#ifdef SLEEP
	msleep(1);
#endif
#ifdef LOCK
	mutex_lock(&lock);
	mutex_unlock(&lock);
#endif
	cover("expired");
}

static DEFINE_TIMER(timer, expired);

static void create(void)
{
	rcu_assign_pointer(shared, kzalloc(sizeof(int), GFP_KERNEL));
	mod_timer(&timer, jiffies + 1);
}

static void release(void)
{
	int *p = rcu_replace_pointer(shared, NULL, 1);

	mutex_lock(&lock);
	mutex_unlock(&lock);
	synchronize_rcu();
	kfree(p);
}

struct scenario softirq = {
	.about = "a timer's function is an RCU reader and cannot sleep",
	.init = create,
	.threads = { release },
#if defined(SLEEP) || defined(LOCK)
	.expect = SLEEP_IN_ATOMIC,
#endif
};
