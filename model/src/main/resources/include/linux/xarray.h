/* Arrays of pointers by number: up to twelve entries at a time; each operation is one step. */
#ifndef _LINUX_XARRAY_H
#define _LINUX_XARRAY_H

#include <linux/err.h>
#include <linux/idr.h>
#include <linux/spinlock.h>

#define XA_FLAGS_ALLOC 1U
#define XA_FLAGS_ALLOC1 2U
#define XA_FLAGS_LOCK_IRQ 4U
#define XA_FLAGS_LOCK_BH 8U

/* struct xarray: xa_lock is for who wants to do several things at once; readers need RCU or that lock. */
struct xarray {
	spinlock_t xa_lock;
	struct idr __q_entries;
};

struct xa_limit {
	u32 max;
	u32 min;
};

#define XA_LIMIT(_min, _max) ((struct xa_limit){ .min = (_min), .max = (_max) })
#define xa_limit_32b XA_LIMIT(0, UINT_MAX)
#define xa_limit_31b XA_LIMIT(0, INT_MAX)
#define xa_limit_16b XA_LIMIT(0, 65535)

/* DEFINE_XARRAY(name), _FLAGS, _ALLOC, _ALLOC1; xa_init(xa), xa_init_flags(xa, flags): an empty one; ALLOC1 never gives out 0. */
#define XARRAY_INIT(name, flags) { \
	.xa_lock = __SPIN_LOCK_UNLOCKED(name.xa_lock), .__q_entries = IDR_INIT_BASE(name, (flags) & XA_FLAGS_ALLOC1 ? 1 : 0) }
#define DEFINE_XARRAY_FLAGS(name, flags) struct xarray name = XARRAY_INIT(name, flags)
#define DEFINE_XARRAY(name) DEFINE_XARRAY_FLAGS(name, 0)
#define DEFINE_XARRAY_ALLOC(name) DEFINE_XARRAY_FLAGS(name, XA_FLAGS_ALLOC)
#define DEFINE_XARRAY_ALLOC1(name) DEFINE_XARRAY_FLAGS(name, XA_FLAGS_ALLOC1)

static inline void xa_init_flags(struct xarray *xa, gfp_t flags)
{
	spin_lock_init(&xa->xa_lock);
	idr_init_base(&xa->__q_entries, flags & XA_FLAGS_ALLOC1 ? 1 : 0);
}

#define xa_init(xa) xa_init_flags((xa), 0)

/* xa_lock(xa), xa_unlock(xa), _bh, _irq, _irqsave: the lock. */
#define xa_lock(xa) spin_lock(&(xa)->xa_lock)
#define xa_unlock(xa) spin_unlock(&(xa)->xa_lock)
#define xa_trylock(xa) spin_trylock(&(xa)->xa_lock)
#define xa_lock_bh(xa) spin_lock_bh(&(xa)->xa_lock)
#define xa_unlock_bh(xa) spin_unlock_bh(&(xa)->xa_lock)
#define xa_lock_irq(xa) spin_lock_irq(&(xa)->xa_lock)
#define xa_unlock_irq(xa) spin_unlock_irq(&(xa)->xa_lock)
#define xa_lock_irqsave(xa, flags) spin_lock_irqsave(&(xa)->xa_lock, flags)
#define xa_unlock_irqrestore(xa, flags) spin_unlock_irqrestore(&(xa)->xa_lock, flags)

/* xa_load(xa, index): its pointer, or NULL. */
static inline void *xa_load(struct xarray *xa, unsigned long index)
{
	return idr_find(&xa->__q_entries, index);
}

/* xa_empty(xa), xa_destroy(xa): whether it has no entries; forgets all. */
#define xa_empty(xa) idr_is_empty(&(xa)->__q_entries)
#define xa_destroy(xa) idr_destroy(&(xa)->__q_entries)

/* xa_err(entry), xa_is_err(entry): the error in what an operation answers. */
#define xa_is_err(entry) IS_ERR(entry)
#define xa_err(entry) PTR_ERR_OR_ZERO(entry)

static inline void *__q_xa_store(struct xarray *xa, unsigned long index, void *entry)
{
	void *old = NULL;

	__q_step {
		int place = __q_idr_place(&xa->__q_entries, index);

		if (place >= 0)
			old = __q_idr_remove(&xa->__q_entries, place);
		if (entry)
			__q_idr_insert(&xa->__q_entries, index, entry);
	}
	return old;
}

static inline int __q_xa_insert(struct xarray *xa, unsigned long index, void *entry)
{
	int err = -EBUSY;

	__q_step {
		if (__q_idr_place(&xa->__q_entries, index) < 0) {
			__q_idr_insert(&xa->__q_entries, index, entry);
			err = 0;
		}
	}
	return err;
}

static inline int __q_xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit)
{
	long found = -EBUSY;

	__q_step
		found = __q_idr_alloc(&xa->__q_entries, entry, limit.min, limit.max + 1UL);
	if (found < 0)
		return -EBUSY;
	*id = found;
	return 0;
}

#define __q_xa_may_sleep(gfp, what) ({ if (gfpflags_allow_blocking(gfp)) __q_might_sleep(what); })

/* xa_store(xa, index, entry, gfp), xa_erase(xa, index): sets it, clears it; what was there before. May sleep. __xa_: under the lock. */
#define xa_store(xa, index, entry, gfp) ({ __q_xa_may_sleep(gfp, "xa_store"); __q_xa_store((xa), (index), (entry)); })
#define xa_store_bh(xa, index, entry, gfp) xa_store(xa, index, entry, gfp)
#define xa_store_irq(xa, index, entry, gfp) xa_store(xa, index, entry, gfp)
#define __xa_store(xa, index, entry, gfp) ((void)(gfp), __q_xa_store((xa), (index), (entry)))
#define xa_erase(xa, index) __q_xa_store((xa), (index), NULL)
#define xa_erase_bh(xa, index) xa_erase(xa, index)
#define xa_erase_irq(xa, index) xa_erase(xa, index)
#define __xa_erase(xa, index) xa_erase(xa, index)

/* xa_cmpxchg(xa, index, old, entry, gfp): sets it if it is old; what was there. May sleep. */
static inline void *xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp)
{
	void *now = NULL;

	__q_xa_may_sleep(gfp, "xa_cmpxchg");
	__q_step {
		int place = __q_idr_place(&xa->__q_entries, index);

		if (place >= 0)
			now = xa->__q_entries.__q_entry[place];
		if (now == old) {
			if (place >= 0)
				__q_idr_remove(&xa->__q_entries, place);
			if (entry)
				__q_idr_insert(&xa->__q_entries, index, entry);
		}
	}
	return now;
}

#define xa_cmpxchg_bh(xa, index, old, entry, gfp) xa_cmpxchg((xa), (index), (old), (entry), (gfp))
#define xa_cmpxchg_irq(xa, index, old, entry, gfp) xa_cmpxchg((xa), (index), (old), (entry), (gfp))

/* xa_insert(xa, index, entry, gfp): sets it unless it is set: -EBUSY. May sleep. */
#define xa_insert(xa, index, entry, gfp) ({ __q_xa_may_sleep(gfp, "xa_insert"); __q_xa_insert((xa), (index), (entry)); })
#define xa_insert_bh(xa, index, entry, gfp) xa_insert((xa), (index), (entry), (gfp))
#define xa_insert_irq(xa, index, entry, gfp) xa_insert((xa), (index), (entry), (gfp))
#define __xa_insert(xa, index, entry, gfp) ((void)(gfp), __q_xa_insert((xa), (index), (entry)))

/* xa_alloc(xa, id, entry, limit, gfp): at the lowest free index, which goes to *id; -EBUSY if there is none. May sleep. */
#define xa_alloc(xa, id, entry, limit, gfp) ({ \
	__q_xa_may_sleep(gfp, "xa_alloc"); \
	__q_xa_alloc((xa), (id), (entry), (limit)); \
})
#define xa_alloc_bh(xa, id, entry, limit, gfp) xa_alloc((xa), (id), (entry), (limit), (gfp))
#define xa_alloc_irq(xa, id, entry, limit, gfp) xa_alloc((xa), (id), (entry), (limit), (gfp))
#define __xa_alloc(xa, id, entry, limit, gfp) ((void)(gfp), __q_xa_alloc((xa), (id), (entry), (limit)))

/* xa_find(xa, &index, max, XA_PRESENT): the first entry at index or after; xa_for_each(xa, index, entry): all of them. */
#define XA_PRESENT 0
static inline void *xa_find(struct xarray *xa, unsigned long *index, unsigned long max, unsigned int filter)
{
	unsigned long at = *index;
	void *entry = __q_idr_next_ul(&xa->__q_entries, &at);

	if (!entry || at > max)
		return NULL;
	*index = at;
	return entry;
}

#define xa_for_each_start(xa, index, entry, start) \
	for ((index) = (start); ((entry) = __q_idr_next_ul(&(xa)->__q_entries, &(index))) != NULL; (index)++)
#define xa_for_each(xa, index, entry) xa_for_each_start(xa, index, entry, 0)
#define xa_for_each_range(xa, index, entry, start, last) \
	for ((index) = (start); ((entry) = xa_find((xa), &(index), (last), XA_PRESENT)) != NULL; (index)++)

/* xa_find_after(xa, &index, max, XA_PRESENT): the first entry after index. */
static inline void *xa_find_after(struct xarray *xa, unsigned long *index, unsigned long max, unsigned int filter)
{
	unsigned long at = *index + 1;
	void *entry = at ? xa_find(xa, &at, max, filter) : NULL;

	if (entry)
		*index = at;
	return entry;
}

/* xa_mk_value(number), xa_to_value(entry), xa_is_value(entry): an entry that is a number. */
#define xa_mk_value(number) ((void *)((unsigned long)(number) << 1 | 1))
#define xa_to_value(entry) ((unsigned long)(entry) >> 1)
#define xa_is_value(entry) ((unsigned long)(entry) & 1)

#endif
