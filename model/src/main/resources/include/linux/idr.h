/* Tables from numbers to pointers, and of numbers alone: up to twelve entries at a time; each operation is one step. */
#ifndef _LINUX_IDR_H
#define _LINUX_IDR_H

#include <linux/__q_tables.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>

enum { __Q_IDR_ENTRIES = 12 };

/* struct idr: ids from idr_base on, in their order, each with its pointer, which may be NULL. */
struct idr {
	unsigned int idr_base;
	unsigned int idr_next;
	unsigned int __q_count;
	bool __q_changed;
	unsigned long __q_id[__Q_IDR_ENTRIES];
	void *__q_entry[__Q_IDR_ENTRIES];
};

#define IDR_INIT_BASE(name, base) { .idr_base = (base), .idr_next = (base) }
#define IDR_INIT(name) IDR_INIT_BASE(name, 0)

/* DEFINE_IDR(name), idr_init(idr), idr_init_base(idr, base): an empty table. */
#define DEFINE_IDR(name) struct idr name = IDR_INIT(name)

/* No entries. Inside a step, as the others. */
static inline void __q_idr_clear(struct idr *idr)
{
	idr->__q_count = 0;
	for (int i = 0; i < __Q_IDR_ENTRIES; i++) {
		idr->__q_id[i] = 0;
		idr->__q_entry[i] = NULL;
	}
}

static inline void idr_init_base(struct idr *idr, int base)
{
	__q_step {
		idr->idr_base = base;
		idr->idr_next = base;
		__q_idr_clear(idr);
	}
}

static inline void idr_init(struct idr *idr)
{
	idr_init_base(idr, 0);
}

/* The id's place, or -1. */
static inline int __q_idr_place(const struct idr *idr, unsigned long id)
{
	for (unsigned int i = 0; i < idr->__q_count; i++) {
		if (idr->__q_id[i] == id)
			return i;
	}
	return -1;
}

static inline void __q_idr_insert(struct idr *idr, unsigned long id, void *ptr)
{
	unsigned int place = idr->__q_count;

	if (place == __Q_IDR_ENTRIES)
		__q_report(ASSERTION, "a table of ids has more than 12 entries: that is as many as a model can have", idr);
	for (; place && idr->__q_id[place - 1] > id; place--) {
		idr->__q_id[place] = idr->__q_id[place - 1];
		idr->__q_entry[place] = idr->__q_entry[place - 1];
	}
	idr->__q_id[place] = id;
	idr->__q_entry[place] = ptr;
	idr->__q_count++;
}

static inline void *__q_idr_remove(struct idr *idr, int place)
{
	void *ptr = idr->__q_entry[place];

	idr->__q_count--;
	for (unsigned int i = place; i < idr->__q_count; i++) {
		idr->__q_id[i] = idr->__q_id[i + 1];
		idr->__q_entry[i] = idr->__q_entry[i + 1];
	}
	idr->__q_id[idr->__q_count] = 0;
	idr->__q_entry[idr->__q_count] = NULL;
	return ptr;
}

/* The lowest free id from start to below end, or -ENOSPC. */
static inline long __q_idr_alloc(struct idr *idr, void *ptr, unsigned long start, unsigned long end)
{
	unsigned long id = start < idr->idr_base ? idr->idr_base : start;

	for (unsigned int i = 0; i < idr->__q_count; i++) {
		if (idr->__q_id[i] == id)
			id++;
	}
	if (id >= end)
		return -ENOSPC;
	__q_idr_insert(idr, id, ptr);
	return id;
}

/* Who changes an idr keeps others from changing it: a plain store, that two without a lock race in. */
static inline void __q_idr_change(struct idr *idr)
{
	idr->__q_changed = true;
}

/* idr_preload(gfp), idr_preload_end(): preemption is disabled in between. */
#define idr_preload(gfp) __q_enter(__Q_PREEMPTION)
#define idr_preload_end() __q_leave(__Q_PREEMPTION)

/*
 * idr_alloc(idr, ptr, start, end, gfp): the lowest free id from start to below end, 0: no end; -ENOSPC. May sleep. To be called under
 * a lock, as all that change an idr: two at a time are a data race.
 */
static inline int idr_alloc(struct idr *idr, void *ptr, int start, int end, gfp_t gfp)
{
	int id = -ENOSPC;

	if (gfpflags_allow_blocking(gfp))
		__q_might_sleep("idr_alloc");
	__q_idr_change(idr);
	__q_step
		id = __q_idr_alloc(idr, ptr, start, end > 0 ? end : INT_MAX + 1UL);
	return id;
}

/* idr_alloc_u32(idr, ptr, nextid, max, gfp): from *nextid to max, both included; the id goes to *nextid. May sleep. */
static inline int idr_alloc_u32(struct idr *idr, void *ptr, u32 *nextid, unsigned long max, gfp_t gfp)
{
	long id = -ENOSPC;

	if (gfpflags_allow_blocking(gfp))
		__q_might_sleep("idr_alloc_u32");
	__q_idr_change(idr);
	__q_step {
		id = __q_idr_alloc(idr, ptr, *nextid, (unsigned long)(u32)max + 1);
		if (id >= 0)
			*nextid = id;
	}
	return id < 0 ? id : 0;
}

/* idr_alloc_cyclic(idr, ptr, start, end, gfp): the same, from the last one given out on. May sleep. */
static inline int idr_alloc_cyclic(struct idr *idr, void *ptr, int start, int end, gfp_t gfp)
{
	int id = -ENOSPC;

	if (gfpflags_allow_blocking(gfp))
		__q_might_sleep("idr_alloc_cyclic");
	__q_idr_change(idr);
	__q_step {
		unsigned int first = (unsigned int)start > idr->idr_next ? (unsigned int)start : idr->idr_next;

		id = __q_idr_alloc(idr, ptr, first, end > 0 ? end : INT_MAX + 1UL);
		if (id < 0)
			id = __q_idr_alloc(idr, ptr, start, end > 0 ? end : INT_MAX + 1UL);
		if (id >= 0)
			idr->idr_next = id + 1;
	}
	return id;
}

/* idr_find(idr, id): its pointer, or NULL. Who uses it sees that the object stays: RCU or a lock. */
static inline void *idr_find(const struct idr *idr, unsigned long id)
{
	void *ptr = NULL;

	__q_step {
		int place = __q_idr_place(idr, id);

		if (place >= 0)
			ptr = idr->__q_entry[place];
	}
	return ptr;
}

/* idr_remove(idr, id): frees the id; its pointer, or NULL. Under the lock of idr_alloc(). */
static inline void *idr_remove(struct idr *idr, unsigned long id)
{
	void *ptr = NULL;

	__q_idr_change(idr);
	__q_step {
		int place = __q_idr_place(idr, id);

		if (place >= 0)
			ptr = __q_idr_remove(idr, place);
	}
	return ptr;
}

/* idr_replace(idr, ptr, id): another pointer for it; the old one, or ERR_PTR(-ENOENT). */
static inline void *idr_replace(struct idr *idr, void *ptr, unsigned long id)
{
	void *old = (void *)(long)-ENOENT;

	__q_step {
		int place = __q_idr_place(idr, id);

		if (place >= 0) {
			old = idr->__q_entry[place];
			idr->__q_entry[place] = ptr;
		}
	}
	return old;
}

/* idr_is_empty(idr): whether no id is taken. */
static inline bool idr_is_empty(const struct idr *idr)
{
	return !READ_ONCE(idr->__q_count);
}

/* idr_destroy(idr): frees all ids; the objects are the caller's. */
static inline void idr_destroy(struct idr *idr)
{
	__q_step
		__q_idr_clear(idr);
}

/* The first pointer that is not NULL at id or after, which goes to *id. */
static inline void *__q_idr_next_ul(const struct idr *idr, unsigned long *id)
{
	void *ptr = NULL;

	__q_step {
		for (unsigned int i = 0; i < idr->__q_count && !ptr; i++) {
			if (idr->__q_id[i] >= *id) {
				ptr = idr->__q_entry[i];
				if (ptr)
					*id = idr->__q_id[i];
			}
		}
	}
	return ptr;
}

static inline void *__q_idr_next(const struct idr *idr, int *id)
{
	unsigned long at = *id;
	void *ptr = __q_idr_next_ul(idr, &at);

	*id = at;
	return ptr;
}

static inline void *idr_get_next(struct idr *idr, int *nextid)
{
	return __q_idr_next(idr, nextid);
}

/* idr_for_each_entry(idr, entry, id): each pointer with its id, in the order of ids. */
#define idr_for_each_entry(idr, entry, id) \
	for ((id) = 0; ((entry) = __q_idr_next((idr), (int *)&(id))) != NULL; (id)++)

/* idr_for_each_entry_ul(idr, entry, tmp, id): the same with ids that are unsigned long; idr_for_each_entry_continue(idr, entry, id): from id on. */
#define idr_for_each_entry_ul(idr, entry, tmp, id) \
	for ((tmp) = 0, (id) = 0; ((entry) = __q_idr_next_ul((idr), &(id))) != NULL; (id)++)
#define idr_for_each_entry_continue(idr, entry, id) \
	for (; ((entry) = __q_idr_next((idr), (int *)&(id))) != NULL; (id)++)

/* idr_for_each(idr, fn, data): the same; fn(id, ptr, data) ends it by answering other than 0. */
static inline int idr_for_each(const struct idr *idr, int (*fn)(int id, void *p, void *data), void *data)
{
	int id = 0;
	void *ptr;

	while ((ptr = __q_idr_next(idr, &id))) {
		int ret = fn(id++, ptr, data);

		if (ret)
			return ret;
	}
	return 0;
}

/* struct ida: numbers that are taken. */
struct ida {
	struct idr __q_numbers;
};

#define IDA_INIT(name) { .__q_numbers = IDR_INIT(name) }
#define DEFINE_IDA(name) struct ida name = IDA_INIT(name)

static inline void ida_init(struct ida *ida)
{
	idr_init(&ida->__q_numbers);
}

/* ida_alloc_range(ida, min, max, gfp): the lowest free number from min to max; -ENOSPC. May sleep. */
static inline int ida_alloc_range(struct ida *ida, unsigned int min, unsigned int max, gfp_t gfp)
{
	int id = -ENOSPC;

	if (gfpflags_allow_blocking(gfp))
		__q_might_sleep("ida_alloc");
	__q_step
		id = __q_idr_alloc(&ida->__q_numbers, NULL, min, (max < INT_MAX ? max : INT_MAX) + 1UL);
	return id;
}

/* ida_alloc(ida, gfp), ida_alloc_min, ida_alloc_max: the same without those bounds. */
#define ida_alloc(ida, gfp) ida_alloc_range((ida), 0, ~0U, (gfp))
#define ida_alloc_min(ida, min, gfp) ida_alloc_range((ida), (min), ~0U, (gfp))
#define ida_alloc_max(ida, max, gfp) ida_alloc_range((ida), 0, (max), (gfp))
#define ida_simple_get(ida, start, end, gfp) ida_alloc_range((ida), (start), (end) ? (end) - 1 : ~0U, (gfp))
#define ida_simple_remove(ida, id) ida_free((ida), (id))

/* ida_free(ida, id): frees the number; ASSERTION if it is free. */
static inline void ida_free(struct ida *ida, unsigned int id)
{
	__q_step {
		int place = __q_idr_place(&ida->__q_numbers, id);

		if (place < 0)
			__q_report(ASSERTION, "ida_free of a number that is not taken", ida);
		__q_idr_remove(&ida->__q_numbers, place);
	}
}

/* ida_destroy(ida): frees all numbers. */
static inline void ida_destroy(struct ida *ida)
{
	idr_destroy(&ida->__q_numbers);
}

#define ida_is_empty(ida) idr_is_empty(&(ida)->__q_numbers)

#endif
