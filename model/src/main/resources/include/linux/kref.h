#ifndef _LINUX_KREF_H
#define _LINUX_KREF_H

#include <linux/refcount.h>
#include <linux/spinlock.h>

/* struct kref: a reference count whose last drop calls a function. */
struct kref {
	refcount_t refcount;
};

/* KREF_INIT(n): an initialiser. */
#define KREF_INIT(n) { .refcount = REFCOUNT_INIT(n) }

/* kref_init(kref): one reference. */
static inline void kref_init(struct kref *kref)
{
	refcount_set(&kref->refcount, 1);
}

/* kref_read(kref): the count now. */
static inline unsigned int kref_read(const struct kref *kref)
{
	return refcount_read(&kref->refcount);
}

/* kref_get(kref): takes a reference while having one; REF_MISUSE from zero. */
static inline void kref_get(struct kref *kref)
{
	refcount_inc(&kref->refcount);
}

/* kref_get_unless_zero(kref): takes a reference unless there is none left, and says whether it did. */
static inline int kref_get_unless_zero(struct kref *kref)
{
	return refcount_inc_not_zero(&kref->refcount);
}

/* kref_put(kref, release): drops a reference; with the last one it calls release(kref) and returns 1. */
static inline int kref_put(struct kref *kref, void (*release)(struct kref *kref))
{
	if (refcount_dec_and_test(&kref->refcount)) {
		release(kref);
		return 1;
	}
	return 0;
}

/* kref_put_mutex(kref, release, mutex), kref_put_lock(kref, release, lock): release runs with the lock held. */
#define kref_put_mutex(k, release, l) \
	(refcount_dec_and_mutex_lock(&(k)->refcount, l) ? ((release)(k), 1) : 0)
#define kref_put_lock(k, release, l) \
	(refcount_dec_and_lock(&(k)->refcount, l) ? ((release)(k), 1) : 0)

#endif
