#ifndef _LINUX_SEQLOCK_H
#define _LINUX_SEQLOCK_H

#include <linux/spinlock.h>
#include <linux/mutex.h>

/* seqcount_t: a count that is odd while a writer is at work; the lock, if there is one, is what writers must hold. */
typedef struct seqcount {
	unsigned int sequence;
	const volatile void *lock;
} seqcount_t;

/* seqcount_spinlock_t and the like: the same with such a lock. */
typedef seqcount_t seqcount_raw_spinlock_t;
typedef seqcount_t seqcount_spinlock_t;
typedef seqcount_t seqcount_rwlock_t;
typedef seqcount_t seqcount_mutex_t;

/* SEQCNT_ZERO(name), SEQCNT_SPINLOCK_ZERO(name, lock) …: initialisers. */
#define SEQCNT_ZERO(name) { 0, 0 }
#define SEQCNT_RAW_SPINLOCK_ZERO(name, l) { 0, l }
#define SEQCNT_SPINLOCK_ZERO(name, l) { 0, l }
#define SEQCNT_RWLOCK_ZERO(name, l) { 0, l }
#define SEQCNT_MUTEX_ZERO(name, l) { 0, l }

static inline void __q_seqcount_init(seqcount_t *s, const volatile void *lock)
{
	s->sequence = 0;
	s->lock = lock;
}

/* seqcount_init(s), seqcount_spinlock_init(s, lock) …: no writer is at work. */
#define seqcount_init(s) __q_seqcount_init(s, 0)
#define seqcount_raw_spinlock_init(s, l) __q_seqcount_init(s, l)
#define seqcount_spinlock_init(s, l) __q_seqcount_init(s, l)
#define seqcount_rwlock_init(s, l) __q_seqcount_init(s, l)
#define seqcount_mutex_init(s, l) __q_seqcount_init(s, l)

/* read_seqcount_begin(s): waits until no writer is at work, and returns the count for read_seqcount_retry(). */
static inline unsigned int read_seqcount_begin(const seqcount_t *s)
{
	unsigned int sequence = 0;

	for (int __q_r = __q_region(__Q_AWAIT); __q_r; __q_r = 0) {
		sequence = (unsigned int)__q_load(&s->sequence, __Q_ACQUIRE);
		__q_guard(!(sequence & 1));
	}
	return sequence;
}
/* raw_read_seqcount_begin(s): as read_seqcount_begin(). */
#define __read_seqcount_begin(s) read_seqcount_begin(s)
#define raw_read_seqcount_begin(s) read_seqcount_begin(s)

/* raw_read_seqcount(s): the count as it is. raw_seqcount_begin(s): one that is sure to be retried if it is odd. */
#define raw_read_seqcount(s) ((unsigned int)__q_load(&(s)->sequence, __Q_ACQUIRE))
#define raw_seqcount_begin(s) (raw_read_seqcount(s) & ~1U)
#define seqprop_sequence(s) READ_ONCE((s)->sequence)

/* read_seqcount_retry(s, start): whether a writer has been at work since, so that what was read is not to be used. */
static inline int __read_seqcount_retry(const seqcount_t *s, unsigned int start)
{
	return READ_ONCE(s->sequence) != start;
}

/* read_seqcount_retry(s, start): whether a writer has been at work since start; orders what was read before it. */
static inline int read_seqcount_retry(const seqcount_t *s, unsigned int start)
{
	smp_rmb();
	return READ_ONCE(s->sequence) != start;
}

/* raw_write_seqcount_begin(s), raw_write_seqcount_end(s): what lies in between is a write. */
static inline void raw_write_seqcount_begin(seqcount_t *s)
{
	WRITE_ONCE(s->sequence, s->sequence + 1);
	smp_wmb();
}

/* raw_write_seqcount_end(s): the write is over. */
static inline void raw_write_seqcount_end(seqcount_t *s)
{
	smp_wmb();
	WRITE_ONCE(s->sequence, s->sequence + 1);
}

/*
 * write_seqcount_begin(s): the same; ASSERTION if the count has a lock that the running thread does not hold, or has none and
 * the thread could be preempted.
 */
static inline void write_seqcount_begin(seqcount_t *s)
{
	const volatile void *lock = s->lock;

	if (lock && !__q_is_held(lock))
		__q_report(ASSERTION, "write_seqcount_begin without the lock of the sequence count", s);
	if (!lock && !__q_query(__Q_MUST_NOT_SLEEP))
		__q_report(ASSERTION, "write_seqcount_begin in preemptible code", s);
	raw_write_seqcount_begin(s);
}
#define write_seqcount_begin_nested(s, subclass) write_seqcount_begin(s)
#define write_seqcount_end(s) raw_write_seqcount_end(s)

/* raw_write_seqcount_barrier(s): a write without an inside: readers see what was before, or what comes after. */
static inline void raw_write_seqcount_barrier(seqcount_t *s)
{
	WRITE_ONCE(s->sequence, s->sequence + 1);
	smp_wmb();
	WRITE_ONCE(s->sequence, s->sequence + 1);
}

/* write_seqcount_invalidate(s): makes every reader under way retry. */
static inline void write_seqcount_invalidate(seqcount_t *s)
{
	smp_wmb();
	WRITE_ONCE(s->sequence, s->sequence + 2);
}

/* seqlock_t: a sequence count and the spinlock of its writers. */
typedef struct {
	seqcount_t seqcount;
	spinlock_t lock;
} seqlock_t;

/* DEFINE_SEQLOCK(name): a free one. */
#define __SEQLOCK_UNLOCKED(name) { { 0, 0 }, { 0 } }
#define DEFINE_SEQLOCK(name) seqlock_t name = { { 0, 0 }, { 0 } }

/* seqlock_init(sl): no writer is at work. */
static inline void seqlock_init(seqlock_t *sl)
{
	__q_seqcount_init(&sl->seqcount, 0);
	spin_lock_init(&sl->lock);
}

/* read_seqbegin(sl), read_seqretry(sl, start): as read_seqcount_begin() and read_seqcount_retry(). */
#define read_seqbegin(sl) read_seqcount_begin(&(sl)->seqcount)
#define read_seqretry(sl, start) read_seqcount_retry(&(sl)->seqcount, start)

/* write_seqlock(sl), write_sequnlock(sl): a write under the lock; _bh, _irq, _irqsave as for spinlocks. */
#define __q_write_seqlock(sl, flavour) do { \
	spin_lock##flavour(&(sl)->lock); \
	raw_write_seqcount_begin(&(sl)->seqcount); \
} while (0)
#define __q_write_sequnlock(sl, flavour) do { \
	raw_write_seqcount_end(&(sl)->seqcount); \
	spin_unlock##flavour(&(sl)->lock); \
} while (0)
#define write_seqlock(sl) __q_write_seqlock(sl, )
#define write_sequnlock(sl) __q_write_sequnlock(sl, )
#define write_seqlock_bh(sl) __q_write_seqlock(sl, _bh)
#define write_sequnlock_bh(sl) __q_write_sequnlock(sl, _bh)
#define write_seqlock_irq(sl) __q_write_seqlock(sl, _irq)
#define write_sequnlock_irq(sl) __q_write_sequnlock(sl, _irq)
#define write_seqlock_irqsave(sl, flags) do { \
	(flags) = 0; \
	write_seqlock_irq(sl); \
} while (0)
#define write_sequnlock_irqrestore(sl, flags) do { \
	(void)(flags); \
	write_sequnlock_irq(sl); \
} while (0)

/* read_seqlock_excl(sl), read_sequnlock_excl(sl): a reader that keeps writers out. */
#define read_seqlock_excl(sl) spin_lock(&(sl)->lock)
#define read_sequnlock_excl(sl) spin_unlock(&(sl)->lock)
#define read_seqlock_excl_bh(sl) spin_lock_bh(&(sl)->lock)
#define read_sequnlock_excl_bh(sl) spin_unlock_bh(&(sl)->lock)

/* read_seqbegin_or_lock(sl, &seq), need_seqretry, done_seqretry: first without the lock, with an odd seq under it. */
#define read_seqbegin_or_lock(sl, seq) do { \
	if (*(seq) & 1) \
		read_seqlock_excl(sl); \
	else \
		*(seq) = read_seqbegin(sl); \
} while (0)
#define need_seqretry(sl, seq) (!((seq) & 1) && read_seqretry(sl, seq))
#define done_seqretry(sl, seq) do { \
	if ((seq) & 1) \
		read_sequnlock_excl(sl); \
} while (0)

#endif
