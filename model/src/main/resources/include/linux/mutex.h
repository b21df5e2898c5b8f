#ifndef _LINUX_MUTEX_H
#define _LINUX_MUTEX_H

#include <quiesce.h>
#include <linux/cleanup.h>
#include <linux/atomic.h>
#include <linux/lockdep.h>
#include <linux/spinlock_types.h>

/* struct mutex: a lock that is waited for asleep; one word, 0 while free. */
struct mutex {
	u32 lock;
};

/* DEFINE_MUTEX(name): a free one. */
#define __MUTEX_INITIALIZER(name) { 0 }
#define DEFINE_MUTEX(name) struct mutex name = { 0 }

/* mutex_init(m): makes it a free lock; LOCK_MISUSE if it is held. */
#define mutex_init(m) __q_store(&(m)->lock, 0, __Q_PLAIN)
#define __mutex_init(m, name, key) mutex_init(m)

/* mutex_lock(m): waits for the lock and takes it; SLEEP_IN_ATOMIC where sleeping is not allowed. */
#define mutex_lock(m) ({ \
	__q_might_sleep("mutex_lock"); \
	__q_lock(&(m)->lock, __Q_MUTEX, __Q_NONE); \
})

/* mutex_lock_interruptible(m), mutex_lock_killable(m): the same; no signal ever comes, so they return 0. */
#define mutex_lock_interruptible(m) ({ mutex_lock(m); 0; })
#define mutex_lock_killable(m) ({ mutex_lock(m); 0; })

/* mutex_lock_nested(m, class): the class is a hint for lockdep. */
#define mutex_lock_nested(m, subclass) mutex_lock(m)
#define mutex_lock_interruptible_nested(m, subclass) mutex_lock_interruptible(m)
#define mutex_lock_nest_lock(m, nest) mutex_lock(m)

/* mutex_trylock(m): takes the lock if it is free now, and says whether it did; LOCK_MISUSE in softirq context. */
#define mutex_trylock(m) __q_trylock(&(m)->lock, __Q_MUTEX, __Q_NONE)

/* mutex_unlock(m): LOCK_MISUSE unless the running thread holds it. */
#define mutex_unlock(m) __q_unlock(&(m)->lock, __Q_MUTEX, __Q_NONE)

/* mutex_is_locked(m): whether anybody holds it now. */
#define mutex_is_locked(m) __q_is_locked(&(m)->lock)

/* mutex_destroy(m): LOCK_MISUSE if anybody holds it. */
#define mutex_destroy(m) ({ \
	if (__q_is_locked(&(m)->lock)) \
		__q_report(LOCK_MISUSE, "mutex_destroy(" #m ") of a mutex that is held", (m)); \
})

/* guard(mutex)(m), mutex_try, mutex_intr: held to the end of the scope. */
DEFINE_GUARD(mutex, struct mutex *, mutex_lock(_T), mutex_unlock(_T))
DEFINE_GUARD_COND(mutex, _try, mutex_trylock(_T))
DEFINE_GUARD_COND(mutex, _intr, mutex_lock_interruptible(_T), _RET == 0)

#endif
