#ifndef _LINUX_SPINLOCK_H
#define _LINUX_SPINLOCK_H

#include <quiesce.h>
#include <linux/cleanup.h>
#include <linux/kernel.h>
#include <linux/spinlock_types.h>
#include <linux/lockdep.h>
#include <linux/preempt.h>
#include <linux/irqflags.h>
#include <linux/bottom_half.h>
#include <linux/processor.h>
#include <linux/atomic.h>

/* spin_lock_init(lock): makes it a free lock; LOCK_MISUSE if it is held. */
#define spin_lock_init(l) __q_store(&(l)->lock, 0, __Q_PLAIN)
#define raw_spin_lock_init(l) __q_store(&(l)->lock, 0, __Q_PLAIN)

/* spin_lock(lock): waits for the lock and takes it; sleeping is an error while it is held. */
#define spin_lock(l) __q_lock(&(l)->lock, __Q_SPIN, __Q_NONE)
#define spin_unlock(l) __q_unlock(&(l)->lock, __Q_SPIN, __Q_NONE)

/* spin_lock_bh(lock): the same with bottom halves disabled; LOCK_MISUSE if they are enabled while interrupts are disabled. */
#define spin_lock_bh(l) __q_lock(&(l)->lock, __Q_SPIN, __Q_BOTTOM_HALVES)
#define spin_unlock_bh(l) __q_unlock(&(l)->lock, __Q_SPIN, __Q_BOTTOM_HALVES)

/* spin_lock_irq(lock), spin_lock_irqsave(lock, flags): the same with interrupts disabled. */
#define spin_lock_irq(l) __q_lock(&(l)->lock, __Q_SPIN, __Q_INTERRUPTS)
#define spin_unlock_irq(l) __q_unlock(&(l)->lock, __Q_SPIN, __Q_INTERRUPTS)
#define spin_lock_irqsave(l, flags) do { \
	(flags) = 0; \
	__q_lock(&(l)->lock, __Q_SPIN, __Q_INTERRUPTS); \
} while (0)
#define spin_unlock_irqrestore(l, flags) do { \
	(void)(flags); \
	__q_unlock(&(l)->lock, __Q_SPIN, __Q_INTERRUPTS); \
} while (0)

/* spin_trylock(lock): takes the lock if it is free now, and says whether it did. */
#define spin_trylock(l) __q_trylock(&(l)->lock, __Q_SPIN, __Q_NONE)
#define spin_trylock_bh(l) __q_trylock(&(l)->lock, __Q_SPIN, __Q_BOTTOM_HALVES)
#define spin_trylock_irq(l) __q_trylock(&(l)->lock, __Q_SPIN, __Q_INTERRUPTS)
#define spin_trylock_irqsave(l, flags) ((flags) = 0, __q_trylock(&(l)->lock, __Q_SPIN, __Q_INTERRUPTS))

/* spin_is_locked(lock): whether anybody holds it now. */
#define spin_is_locked(l) __q_is_locked(&(l)->lock)
#define spin_is_contended(l) ((void)(l), 0)

/* assert_spin_locked(lock): ASSERTION unless somebody holds it. */
#define assert_spin_locked(l) ({ \
	if (!__q_is_locked(&(l)->lock)) \
		__q_report(ASSERTION, "assert_spin_locked(" #l ")", (l)); \
})

/* spin_lock_nested(lock, class): the class is a hint for lockdep. */
#define spin_lock_nested(l, subclass) spin_lock(l)
#define spin_lock_bh_nested(l, subclass) spin_lock_bh(l)
#define spin_lock_irqsave_nested(l, flags, subclass) spin_lock_irqsave(l, flags)
#define spin_lock_nest_lock(l, nest) spin_lock(l)

/* raw_spin_*: the same. */
#define raw_spin_lock(l) spin_lock(l)
#define raw_spin_unlock(l) spin_unlock(l)
#define raw_spin_lock_bh(l) spin_lock_bh(l)
#define raw_spin_unlock_bh(l) spin_unlock_bh(l)
#define raw_spin_lock_irq(l) spin_lock_irq(l)
#define raw_spin_unlock_irq(l) spin_unlock_irq(l)
#define raw_spin_lock_irqsave(l, flags) spin_lock_irqsave(l, flags)
#define raw_spin_unlock_irqrestore(l, flags) spin_unlock_irqrestore(l, flags)
#define raw_spin_trylock(l) spin_trylock(l)
#define raw_spin_is_locked(l) spin_is_locked(l)
#define raw_spin_lock_nested(l, subclass) spin_lock(l)

/* spin_needbreak(lock): the holder need not let go. */
#define spin_needbreak(l) ((void)(l), 0)

#include <linux/rwlock.h>

/* guard(spinlock)(lock), spinlock_bh, spinlock_irq, spinlock_irqsave, read_lock, write_lock and so on: held to the end of the scope. */
DEFINE_GUARD(spinlock, spinlock_t *, spin_lock(_T), spin_unlock(_T))
DEFINE_GUARD_COND(spinlock, _try, spin_trylock(_T))
DEFINE_GUARD(spinlock_bh, spinlock_t *, spin_lock_bh(_T), spin_unlock_bh(_T))
DEFINE_GUARD(spinlock_irq, spinlock_t *, spin_lock_irq(_T), spin_unlock_irq(_T))
DEFINE_GUARD(raw_spinlock, raw_spinlock_t *, raw_spin_lock(_T), raw_spin_unlock(_T))
DEFINE_GUARD(raw_spinlock_irq, raw_spinlock_t *, raw_spin_lock_irq(_T), raw_spin_unlock_irq(_T))
DEFINE_LOCK_GUARD_1(spinlock_irqsave, spinlock_t, spin_lock_irqsave(_T->lock, _T->flags), spin_unlock_irqrestore(_T->lock, _T->flags),
		    unsigned long flags)
DEFINE_LOCK_GUARD_1(raw_spinlock_irqsave, raw_spinlock_t, raw_spin_lock_irqsave(_T->lock, _T->flags),
		    raw_spin_unlock_irqrestore(_T->lock, _T->flags), unsigned long flags)
DEFINE_GUARD(read_lock, rwlock_t *, read_lock(_T), read_unlock(_T))
DEFINE_GUARD(read_lock_bh, rwlock_t *, read_lock_bh(_T), read_unlock_bh(_T))
DEFINE_GUARD(write_lock, rwlock_t *, write_lock(_T), write_unlock(_T))
DEFINE_GUARD(write_lock_bh, rwlock_t *, write_lock_bh(_T), write_unlock_bh(_T))

#endif
