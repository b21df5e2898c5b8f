/* The RTNL mutex itself: part of linux/netdevice.h and linux/rtnetlink.h. */
#include <linux/netdevice.h>

#ifndef LINUX___Q_RTNL_H
#define LINUX___Q_RTNL_H

#include <linux/__q_tables.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>

static __attribute__((unused)) DEFINE_MUTEX(rtnl_mutex);

static inline void netdev_run_todo(void);

/* rtnl_lock(): takes the mutex of network configuration. Sleeps. rtnl_lock_killable: the same, answers 0. */
#define rtnl_lock() mutex_lock(&rtnl_mutex)
#define rtnl_lock_killable() ({ rtnl_lock(); 0; })
#define rtnl_lock_interruptible() ({ rtnl_lock(); 0; })
#define rtnl_net_lock(net) ((void)(net), rtnl_lock())

/* rtnl_trylock(): takes it if it is free now, and says whether it did. */
#define rtnl_trylock() mutex_trylock(&rtnl_mutex)

/* rtnl_unlock(): gives it back, and then waits for the devices that were unregistered under it: netdev_run_todo. Sleeps. */
#define rtnl_unlock() netdev_run_todo()
#define rtnl_net_unlock(net) ((void)(net), rtnl_unlock())

/* __rtnl_unlock(): gives it back, and leaves the todo list to the next rtnl_unlock. */
#define __rtnl_unlock() mutex_unlock(&rtnl_mutex)

/* rtnl_is_locked(): whether anybody holds it; lockdep_rtnl_is_held: whether the running thread does. */
#define rtnl_is_locked() mutex_is_locked(&rtnl_mutex)
#define lockdep_rtnl_is_held() lockdep_is_held(&rtnl_mutex.lock)
#define lockdep_rtnl_net_is_held(net) lockdep_rtnl_is_held()

/* ASSERT_RTNL(): ASSERTION unless the running thread holds it. */
#define ASSERT_RTNL() \
	({ if (!lockdep_rtnl_is_held()) __q_report(ASSERTION, "ASSERT_RTNL()", &rtnl_mutex); })
#define ASSERT_RTNL_NET(net) ASSERT_RTNL()

/* rtnl_dereference(p), rcu_dereference_rtnl(p): the pointer, by who holds RTNL; the latter also by RCU readers. */
#define rtnl_dereference(p) rcu_dereference_protected(p, lockdep_rtnl_is_held())
#define rcu_dereference_rtnl(p) rcu_dereference_check(p, lockdep_rtnl_is_held())
#define rcu_replace_pointer_rtnl(rp, p) rcu_replace_pointer(rp, p, lockdep_rtnl_is_held())
#define rtnl_net_dereference(net, p) rtnl_dereference(p)

/* guard(rtnl)(), scoped_guard(rtnl): held to the end of the scope. */
DEFINE_LOCK_GUARD_0(rtnl, rtnl_lock(), rtnl_unlock())

#endif
