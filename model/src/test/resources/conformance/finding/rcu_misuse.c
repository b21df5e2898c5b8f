/* RCU_MISUSE: rcu_dereference() belongs into a section, waiting for a grace period does not. */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>

#pragma quiesce variant(right, HOW=0)
#pragma quiesce variant(no_section, HOW=1)
#pragma quiesce variant(spinlock_is_none, HOW=2)
#pragma quiesce variant(wait_inside, HOW=3)
#pragma quiesce variant(unprotected, HOW=4)

static int value = 3;
static int __rcu *pointer = &value;
static DEFINE_SPINLOCK(lock);

static void reader(void)
{
	int *p;

#if HOW == 1
	p = rcu_dereference(pointer);
#elif HOW == 2
	spin_lock(&lock);
	p = rcu_dereference(pointer);
	spin_unlock(&lock);
#elif HOW == 3
	rcu_read_lock();
	p = rcu_dereference(pointer);
	synchronize_rcu();
	rcu_read_unlock();
#elif HOW == 4
	p = rcu_dereference_protected(pointer, lockdep_is_held(&lock));
#else
	local_bh_disable();
	p = rcu_dereference_bh(pointer);
	local_bh_enable();
	rcu_read_lock();
	p = rcu_dereference_check(pointer, lockdep_is_held(&lock));
	rcu_read_unlock();
#endif
	assert(*p == 3);
	cover("read");
}

struct scenario dereferences = {
	.about = "RCU pointers are read inside sections",
	.threads = { reader },
#if HOW != 0
	.expect = RCU_MISUSE,
#endif
};
