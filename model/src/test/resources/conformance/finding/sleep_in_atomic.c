/* SLEEP_IN_ATOMIC, by every route: what may sleep must not where a spinlock is held, bottom halves are off, in softirqs. */
#include <quiesce.h>
#include <linux/delay.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#pragma quiesce variant(atomic_allocation, ROUTE=0)
#pragma quiesce variant(gfp_kernel, ROUTE=1)
#pragma quiesce variant(mutex, ROUTE=2)
#pragma quiesce variant(grace_period, ROUTE=3)
#pragma quiesce variant(msleep, ROUTE=4)
#pragma quiesce variant(cancel_work, ROUTE=5)
#pragma quiesce variant(wait_event, ROUTE=6)
#pragma quiesce variant(bottom_halves, ROUTE=7)
#pragma quiesce variant(might_sleep, ROUTE=8)
#pragma quiesce variant(rcu_section, ROUTE=9)
#pragma quiesce variant(softirq, ROUTE=10)

static DEFINE_SPINLOCK(lock);
static DEFINE_MUTEX(mutex);
static DECLARE_WAIT_QUEUE_HEAD(queue);
static void nothing(struct work_struct *work) { }
static DECLARE_WORK(work, nothing);

static void one(void)
{
#if ROUTE == 7
	local_bh_disable();
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
	local_bh_enable();
#elif ROUTE == 9
	rcu_read_lock();
	msleep(1);
	rcu_read_unlock();
#else
	void *p = NULL;

#if ROUTE != 10
	spin_lock(&lock);
#endif
#if ROUTE == 0
	p = kmalloc(8, GFP_ATOMIC);
#elif ROUTE == 1
	p = kmalloc(8, GFP_KERNEL);
#elif ROUTE == 2 || ROUTE == 10
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
#elif ROUTE == 3
	synchronize_rcu();
#elif ROUTE == 4
	msleep(1);
#elif ROUTE == 5
	cancel_work_sync(&work);
#elif ROUTE == 6
	wait_event(queue, true);
#elif ROUTE == 8
	might_sleep();
#endif
#if ROUTE != 10
	spin_unlock(&lock);
#endif
	kfree(p);
#endif
	cover("done");
}

struct scenario may_it_sleep = {
	.about = "nothing sleeps in atomic context",
#if ROUTE == 10
	.softirqs = { one },
#else
	.threads = { one },
#endif
#if ROUTE != 0
	.expect = SLEEP_IN_ATOMIC,
#endif
};
