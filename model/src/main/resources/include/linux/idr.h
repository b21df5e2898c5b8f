/* Tables from small numbers to pointers, and of numbers alone: eight entries; each operation is one step. */
#ifndef _LINUX_IDR_H
#define _LINUX_IDR_H

#include <linux/__q_tables.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>

enum { __Q_IDR_ENTRIES = 8 };

/* struct idr: ids from idr_base on; used tells an id with a NULL pointer from one that is free. */
struct idr {
	unsigned int idr_base;
	unsigned int idr_next;
	unsigned int __q_used;
	void *__q_entry[__Q_IDR_ENTRIES];
};

#define IDR_INIT_BASE(name, base) { .idr_base = (base), .idr_next = (base) }
#define IDR_INIT(name) IDR_INIT_BASE(name, 0)

/* DEFINE_IDR(name), idr_init(idr), idr_init_base(idr, base): an empty table. */
#define DEFINE_IDR(name) struct idr name = IDR_INIT(name)

static inline void idr_init_base(struct idr *idr, int base)
{
	idr->idr_base = base;
	idr->idr_next = base;
	idr->__q_used = 0;
	for (int i = 0; i < __Q_IDR_ENTRIES; i++)
		idr->__q_entry[i] = NULL;
}

static inline void idr_init(struct idr *idr)
{
	idr_init_base(idr, 0);
}

/* The pointer's place, or -1. Inside a step, as the others. */
static inline int __q_idr_place(const struct idr *idr, unsigned long id)
{
	unsigned long place = id - idr->idr_base;

	return place < __Q_IDR_ENTRIES && idr->__q_used >> place & 1 ? (int)place : -1;
}

static inline int __q_idr_alloc(struct idr *idr, void *ptr, unsigned int start, unsigned int end)
{
	for (unsigned int place = 0; place < __Q_IDR_ENTRIES; place++) {
		unsigned int id = place + idr->idr_base;

		if (id >= start && id < end && !(idr->__q_used >> place & 1)) {
			idr->__q_used |= 1U << place;
			idr->__q_entry[place] = ptr;
			return id;
		}
	}
	return -ENOSPC;
}

/* idr_preload(gfp), idr_preload_end(): preemption is disabled in between. */
#define idr_preload(gfp) __q_enter(__Q_PREEMPTION)
#define idr_preload_end() __q_leave(__Q_PREEMPTION)

/* idr_alloc(idr, ptr, start, end, gfp): the lowest free id from start to below end, 0: no end; -ENOSPC. May sleep. */
static inline int idr_alloc(struct idr *idr, void *ptr, int start, int end, gfp_t gfp)
{
	int id = -ENOSPC;

	if (gfpflags_allow_blocking(gfp))
		__q_might_sleep("idr_alloc");
	__q_step
		id = __q_idr_alloc(idr, ptr, start, end > 0 ? end : INT_MAX);
	return id;
}

/* idr_alloc_u32(idr, ptr, nextid, max, gfp): from *nextid to max, both included; the id goes to *nextid. May sleep. */
static inline int idr_alloc_u32(struct idr *idr, void *ptr, u32 *nextid, unsigned long max, gfp_t gfp)
{
	int id = -ENOSPC;

	if (gfpflags_allow_blocking(gfp))
		__q_might_sleep("idr_alloc_u32");
	__q_step {
		id = __q_idr_alloc(idr, ptr, *nextid, max < INT_MAX ? max + 1 : INT_MAX);
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
	__q_step {
		unsigned int first = (unsigned int)start > idr->idr_next ? (unsigned int)start : idr->idr_next;

		id = __q_idr_alloc(idr, ptr, first, end > 0 ? end : INT_MAX);
		if (id < 0)
			id = __q_idr_alloc(idr, ptr, start, end > 0 ? end : INT_MAX);
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

/* idr_remove(idr, id): frees the id; its pointer, or NULL. */
static inline void *idr_remove(struct idr *idr, unsigned long id)
{
	void *ptr = NULL;

	__q_step {
		int place = __q_idr_place(idr, id);

		if (place >= 0) {
			ptr = idr->__q_entry[place];
			idr->__q_entry[place] = NULL;
			idr->__q_used &= ~(1U << place);
		}
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
	return !READ_ONCE(idr->__q_used);
}

/* idr_destroy(idr): frees all ids; the objects are the caller's. */
static inline void idr_destroy(struct idr *idr)
{
	__q_step {
		idr->__q_used = 0;
		for (int i = 0; i < __Q_IDR_ENTRIES; i++)
			idr->__q_entry[i] = NULL;
	}
}

/* The first pointer at id or after, which goes to *id. */
static inline void *__q_idr_next(const struct idr *idr, int *id)
{
	void *ptr = NULL;

	__q_step {
		for (unsigned int n = *id; n < idr->idr_base + __Q_IDR_ENTRIES && !ptr; n++) {
			int place = __q_idr_place(idr, n);

			if (place >= 0) {
				ptr = idr->__q_entry[place];
				*id = n;
			}
		}
	}
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
	for (int __q_id = ((tmp) = 0, (id) = 0); \
	     ((entry) = __q_idr_next((idr), &__q_id)) != NULL && ((tmp) = (id) = __q_id, true); __q_id++)
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
	unsigned int __q_used;
};

#define IDA_INIT(name) { .__q_used = 0 }
#define DEFINE_IDA(name) struct ida name = IDA_INIT(name)

static inline void ida_init(struct ida *ida)
{
	ida->__q_used = 0;
}

/* ida_alloc_range(ida, min, max, gfp): the lowest free number from min to max; -ENOSPC. May sleep. */
static inline int ida_alloc_range(struct ida *ida, unsigned int min, unsigned int max, gfp_t gfp)
{
	int id = -ENOSPC;

	if (gfpflags_allow_blocking(gfp))
		__q_might_sleep("ida_alloc");
	__q_step {
		for (unsigned int n = min; n <= max && n < 32; n++) {
			if (!(ida->__q_used >> n & 1)) {
				ida->__q_used |= 1U << n;
				id = n;
				break;
			}
		}
	}
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
		if (id >= 32 || !(ida->__q_used >> id & 1))
			__q_report(ASSERTION, "ida_free of a number that is not taken", ida);
		ida->__q_used &= ~(1U << id);
	}
}

/* ida_destroy(ida): frees all numbers. */
static inline void ida_destroy(struct ida *ida)
{
	__q_step
		ida->__q_used = 0;
}

#define ida_is_empty(ida) (!READ_ONCE((ida)->__q_used))

#endif
