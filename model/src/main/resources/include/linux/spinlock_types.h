#ifndef _LINUX_SPINLOCK_TYPES_H
#define _LINUX_SPINLOCK_TYPES_H

#include <linux/types.h>

/* raw_spinlock_t, spinlock_t, rwlock_t: one word each, 0 while free. */
typedef struct raw_spinlock {
	u32 lock;
} raw_spinlock_t;

typedef struct spinlock {
	u32 lock;
} spinlock_t;

typedef struct rwlock {
	u32 lock;
} rwlock_t;

/* __SPIN_LOCK_UNLOCKED(name) and the like: initialisers of free locks. */
#define __RAW_SPIN_LOCK_UNLOCKED(name) (raw_spinlock_t) { 0 }
#define __RAW_SPIN_LOCK_INITIALIZER(name) { 0 }
#define __SPIN_LOCK_UNLOCKED(name) (spinlock_t) { 0 }
#define __SPIN_LOCK_INITIALIZER(name) { 0 }
#define __RW_LOCK_UNLOCKED(name) (rwlock_t) { 0 }

/* DEFINE_SPINLOCK(name), DEFINE_RAW_SPINLOCK(name), DEFINE_RWLOCK(name): a free lock. */
#define DEFINE_SPINLOCK(name) spinlock_t name = { 0 }
#define DEFINE_RAW_SPINLOCK(name) raw_spinlock_t name = { 0 }
#define DEFINE_RWLOCK(name) rwlock_t name = { 0 }

#endif
