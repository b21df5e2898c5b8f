#ifndef _LINUX_RWLOCK_H
#define _LINUX_RWLOCK_H

#include <quiesce.h>
#include <linux/spinlock_types.h>

/* rwlock_init(lock): makes it a free lock; LOCK_MISUSE if it is held. */
#define rwlock_init(l) __q_store(&(l)->lock, 0, __Q_PLAIN)

/*
 * read_lock(lock): shares the lock with other readers, but waits while a writer waits for these, so that a thread that takes it
 * twice may wait for itself; in softirq context, or with bottom halves off, it passes that writer.
 */
#define read_lock(l) __q_lock(&(l)->lock, __Q_READ, __Q_NONE)
#define read_unlock(l) __q_unlock(&(l)->lock, __Q_READ, __Q_NONE)
#define read_lock_bh(l) __q_lock(&(l)->lock, __Q_READ, __Q_BOTTOM_HALVES)
#define read_unlock_bh(l) __q_unlock(&(l)->lock, __Q_READ, __Q_BOTTOM_HALVES)
#define read_lock_irq(l) __q_lock(&(l)->lock, __Q_READ, __Q_INTERRUPTS)
#define read_unlock_irq(l) __q_unlock(&(l)->lock, __Q_READ, __Q_INTERRUPTS)
#define read_lock_irqsave(l, flags) do { \
	(flags) = 0; \
	read_lock_irq(l); \
} while (0)
#define read_unlock_irqrestore(l, flags) do { \
	(void)(flags); \
	read_unlock_irq(l); \
} while (0)

/* write_lock(lock): holds it alone. While it waits for readers, more of them do not get in. */
#define write_lock(l) __q_lock(&(l)->lock, __Q_WRITE, __Q_NONE)
#define write_unlock(l) __q_unlock(&(l)->lock, __Q_WRITE, __Q_NONE)
#define write_lock_bh(l) __q_lock(&(l)->lock, __Q_WRITE, __Q_BOTTOM_HALVES)
#define write_unlock_bh(l) __q_unlock(&(l)->lock, __Q_WRITE, __Q_BOTTOM_HALVES)
#define write_lock_irq(l) __q_lock(&(l)->lock, __Q_WRITE, __Q_INTERRUPTS)
#define write_unlock_irq(l) __q_unlock(&(l)->lock, __Q_WRITE, __Q_INTERRUPTS)
#define write_lock_irqsave(l, flags) do { \
	(flags) = 0; \
	write_lock_irq(l); \
} while (0)
#define write_unlock_irqrestore(l, flags) do { \
	(void)(flags); \
	write_unlock_irq(l); \
} while (0)
#define write_lock_nested(l, subclass) write_lock(l)

/* read_trylock(lock), write_trylock(lock): take it if it can be had now and no writer waits for it, and say whether they did. */
#define read_trylock(l) __q_trylock(&(l)->lock, __Q_READ, __Q_NONE)
#define write_trylock(l) __q_trylock(&(l)->lock, __Q_WRITE, __Q_NONE)
#define write_trylock_irqsave(l, flags) ((flags) = 0, __q_trylock(&(l)->lock, __Q_WRITE, __Q_INTERRUPTS))

/* rwlock_is_contended(lock): the holder need not let go. */
#define rwlock_is_contended(l) ((void)(l), 0)

#endif
