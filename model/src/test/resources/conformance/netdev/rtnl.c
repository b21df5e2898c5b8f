/* What wants RTNL says so; taking it twice, or in atomic context, is an error. */
#include <quiesce.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>

#pragma quiesce variant(taken)
#pragma quiesce variant(not_taken, NOT_TAKEN)
#pragma quiesce variant(taken_twice, TWICE)
#pragma quiesce variant(in_atomic, ATOMIC)
#pragma quiesce variant(of_another_thread, ANOTHER)

static int __rcu *config;

static void change(void)
{
#ifdef ATOMIC
	rcu_read_lock();
#endif
#ifndef NOT_TAKEN
	rtnl_lock();
#endif
#ifdef TWICE
	rtnl_lock();
#endif
	ASSERT_RTNL();
	BUG_ON(rtnl_dereference(config));
	rtnl_unlock();
	cover("changed");
}

static void try(void)
{
	if (rtnl_trylock()) {
		BUG_ON(!lockdep_rtnl_is_held());
		rtnl_unlock();
	} else {
		cover("taken by the other");
#ifdef ANOTHER
		rtnl_unlock();
#endif
	}
}

struct scenario rtnl = {
	.about = "RTNL is a mutex",
	.threads = { change, try },
#if defined(NOT_TAKEN)
	.expect = ASSERTION,
#elif defined(TWICE)
	.expect = DEADLOCK,
#elif defined(ATOMIC)
	.expect = SLEEP_IN_ATOMIC,
#elif defined(ANOTHER)
	.expect = LOCK_MISUSE,
#endif
};
