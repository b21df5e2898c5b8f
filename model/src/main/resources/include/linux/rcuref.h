/* References that are looked up under RCU: taking one says whether there was one left. */
#ifndef _LINUX_RCUREF_H
#define _LINUX_RCUREF_H

#include <linux/atomic.h>
#include <linux/rcupdate.h>

/* rcuref_t: how many references there are. */
typedef struct {
	atomic_t refcnt;
} rcuref_t;

/* RCUREF_INIT(n), rcuref_init(ref, n): starts the count; rcuref_read(ref): the count now. */
#define RCUREF_INIT(n) { .refcnt = ATOMIC_INIT(n) }
#define rcuref_init(ref, n) atomic_set(&(ref)->refcnt, (n))
#define rcuref_read(ref) ((unsigned int)atomic_read(&(ref)->refcnt))
#define rcuref_is_dead(ref) (rcuref_read(ref) == 0)

/* rcuref_get(ref): takes a reference unless none is left, and says whether it did. */
static inline bool rcuref_get(rcuref_t *ref)
{
	return atomic_inc_not_zero(&ref->refcnt);
}

/* rcuref_put(ref): drops a reference and says whether it was the last; REF_MISUSE if there was none. */
static inline bool rcuref_put(rcuref_t *ref)
{
	int old = atomic_fetch_dec_release(&ref->refcnt);

	if (old < 1)
		__q_report(REF_MISUSE, "drops a reference that is not there", ref);
	if (old == 1)
		__q_fence(__Q_RMB);
	return old == 1;
}

/* rcuref_put_rcusafe(ref): the same, for who is inside RCU or has preemption off already. */
#define rcuref_put_rcusafe(ref) rcuref_put(ref)

#endif
