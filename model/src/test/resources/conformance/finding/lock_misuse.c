/* LOCK_MISUSE: unlocking what is not held, ending with a lock held, freeing a held lock, forgetting softirqs. */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#pragma quiesce variant(right, HOW=0)
#pragma quiesce variant(not_held, HOW=1)
#pragma quiesce variant(kept, HOW=2)
#pragma quiesce variant(wrong_flavour, HOW=3)
#pragma quiesce variant(freed_while_held, HOW=4)
#pragma quiesce variant(softirq_forgotten, HOW=5)
#pragma quiesce variant(section_kept, HOW=6)
#pragma quiesce variant(section_not_entered, HOW=7)

static DEFINE_SPINLOCK(lock);
struct object { spinlock_t lock; };

static void process(void)
{
	struct object *o;

#if HOW == 3
	spin_lock_bh(&lock);
	spin_unlock(&lock);
#elif HOW == 5
	spin_lock(&lock);
	spin_unlock(&lock);
#elif HOW == 1
	spin_unlock(&lock);
#elif HOW == 2
	spin_lock_bh(&lock);
#elif HOW == 6
	rcu_read_lock();
#elif HOW == 7
	rcu_read_unlock();
#else
	spin_lock_bh(&lock);
	spin_unlock_bh(&lock);
#endif
	o = kzalloc(sizeof(*o), GFP_ATOMIC);
	spin_lock_init(&o->lock);
#if HOW == 4
	spin_lock(&o->lock);
#endif
	kfree(o);
	cover("done");
}

static void softirq(void)
{
	spin_lock(&lock);
	spin_unlock(&lock);
}

struct scenario locks_used_rightly = {
	.about = "locks are given back as they were taken",
	.threads = { process },
	.softirqs = { softirq },
#if HOW != 0
	.expect = LOCK_MISUSE,
#endif
};
