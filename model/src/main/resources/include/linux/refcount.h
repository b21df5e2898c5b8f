#ifndef _LINUX_REFCOUNT_H
#define _LINUX_REFCOUNT_H

#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/spinlock_types.h>

/* refcount_t: a count of references: what a plain counter lets pass is REF_MISUSE. */
typedef struct refcount_struct {
	atomic_t refs;
} refcount_t;

/* REFCOUNT_INIT(n): an initialiser. */
#define REFCOUNT_INIT(n) { .refs = ATOMIC_INIT(n) }
#define REFCOUNT_MAX ((int)(~0U >> 1))
#define REFCOUNT_SATURATED (-REFCOUNT_MAX / 2 - 1)

/* refcount_set(r, n): starts the count. */
static inline void refcount_set(refcount_t *r, int n)
{
	atomic_set(&r->refs, n);
}

/* refcount_set_release(r, n): starts the count, ordered after everything before. */
static inline void refcount_set_release(refcount_t *r, int n)
{
	atomic_set_release(&r->refs, n);
}

/* refcount_read(r): the count now. */
static inline unsigned int refcount_read(const refcount_t *r)
{
	return atomic_read(&r->refs);
}

/* What adding n to a count of old finds. */
static inline void __q_refcount_added(refcount_t *r, int old, int n)
{
	if (old == 0)
		__q_report(REF_MISUSE, "increments a reference count from zero", r);
	if (old < 0 || old + n < 0)
		__q_report(REF_MISUSE, "saturates a reference count", r);
}

/* refcount_add(n, r): takes n references while having one; REF_MISUSE from zero, or when it saturates. */
static inline void refcount_add(int n, refcount_t *r)
{
	__q_refcount_added(r, atomic_fetch_add_relaxed(n, &r->refs), n);
}

/* refcount_inc(r): takes a reference while having one; REF_MISUSE from zero, or when it saturates. */
static inline void refcount_inc(refcount_t *r)
{
	__q_refcount_added(r, atomic_fetch_inc_relaxed(&r->refs), 1);
}

/* refcount_add_not_zero(n, r): takes n references unless the count is zero, and says whether it did. */
static inline bool refcount_add_not_zero(int n, refcount_t *r)
{
	int old = (int)__q_rmw(&r->refs.counter, __Q_ADD_UNLESS, n, 0, __Q_ONCE);

	if (old)
		__q_refcount_added(r, old, n);
	return old;
}

/* refcount_inc_not_zero(r): takes a reference unless the count is zero, and says whether it did. */
static inline bool refcount_inc_not_zero(refcount_t *r)
{
	int old = (int)__q_rmw(&r->refs.counter, __Q_ADD_UNLESS, 1, 0, __Q_ONCE);

	if (old)
		__q_refcount_added(r, old, 1);
	return old;
}

/* refcount_inc_not_zero_acquire(r): the same as an acquire. */
static inline bool refcount_inc_not_zero_acquire(refcount_t *r)
{
	int old = (int)__q_rmw(&r->refs.counter, __Q_ADD_UNLESS, 1, 0, __Q_ACQUIRE);

	if (old)
		__q_refcount_added(r, old, 1);
	return old;
}

/* What dropping n of a count of old finds: whether none is left. What follows the last drop is ordered after all others. */
static inline bool __q_refcount_dropped(refcount_t *r, int old, int n)
{
	if (old < n)
		__q_report(REF_MISUSE, "drops a reference that is not there", r);
	if (old == n)
		__q_fence(__Q_RMB);
	return old == n;
}

/* refcount_sub_and_test(n, r): drops n references and says whether none is left; REF_MISUSE if there were fewer. */
static inline bool refcount_sub_and_test(int n, refcount_t *r)
{
	return __q_refcount_dropped(r, atomic_fetch_sub_release(n, &r->refs), n);
}

/* refcount_dec_and_test(r): drops a reference and says whether it was the last; REF_MISUSE if there was none. */
static inline bool refcount_dec_and_test(refcount_t *r)
{
	return __q_refcount_dropped(r, atomic_fetch_dec_release(&r->refs), 1);
}

/* refcount_dec(r): drops a reference that is not the last: REF_MISUSE if it is. */
static inline void refcount_dec(refcount_t *r)
{
	int old = atomic_fetch_dec_release(&r->refs);

	if (old == 1)
		__q_report(REF_MISUSE, "refcount_dec drops the last reference", r);
	if (old < 1)
		__q_report(REF_MISUSE, "drops a reference that is not there", r);
}

/* refcount_dec_if_one(r): drops the reference if it is the last, and says whether it did. */
static inline bool refcount_dec_if_one(refcount_t *r)
{
	return atomic_cmpxchg_release(&r->refs, 1, 0) == 1;
}

/* refcount_dec_not_one(r): drops the reference unless it is the last, and says whether it did. */
static inline bool refcount_dec_not_one(refcount_t *r)
{
	int old = (int)__q_rmw(&r->refs.counter, __Q_ADD_UNLESS, -1UL, 1, __Q_RELEASE);

	if (old < 1)
		__q_report(REF_MISUSE, "drops a reference that is not there", r);
	return old != 1;
}

/* refcount_dec_and_lock(r, lock): drops a reference; the last is dropped with the lock held, which stays held: true. */
#define __q_dec_and_lock(not_one, test, lock, unlock) ({ \
	bool __q_last = false; \
	if (!(not_one)) { \
		lock; \
		__q_last = (test); \
		if (!__q_last) \
			unlock; \
	} \
	__q_last; \
})
#define refcount_dec_and_lock(r, l) \
	__q_dec_and_lock(refcount_dec_not_one(r), refcount_dec_and_test(r), spin_lock(l), spin_unlock(l))
#define refcount_dec_and_lock_irqsave(r, l, flags) \
	__q_dec_and_lock(refcount_dec_not_one(r), refcount_dec_and_test(r), \
			 __q_lock(&(l)->lock, __Q_SPIN, __Q_INTERRUPTS); *(flags) = 0, spin_unlock_irq(l))
#define refcount_dec_and_mutex_lock(r, l) \
	__q_dec_and_lock(refcount_dec_not_one(r), refcount_dec_and_test(r), mutex_lock(l), mutex_unlock(l))
#define refcount_dec_and_rtnl_lock(r) \
	__q_dec_and_lock(refcount_dec_not_one(r), refcount_dec_and_test(r), rtnl_lock(), rtnl_unlock())

/* atomic_dec_and_lock(v, lock): the same on a plain counter. */
#define atomic_dec_and_lock(v, l) \
	__q_dec_and_lock(atomic_add_unless(v, -1, 1), atomic_dec_and_test(v), spin_lock(l), spin_unlock(l))
#define atomic_dec_and_mutex_lock(v, l) \
	__q_dec_and_lock(atomic_add_unless(v, -1, 1), atomic_dec_and_test(v), mutex_lock(l), mutex_unlock(l))

#endif
