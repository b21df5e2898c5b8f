/*
 * A deferred item (work, timer, tasklet) is one word of the ghost map, keyed by the item's address, so that an item may
 * free itself while it runs. An item has at most one thread that has not begun: cancelling leaves that thread behind with
 * nothing to do, queueing again hands the item back to it.
 */
#ifndef LINUX___Q_ITEM_H
#define LINUX___Q_ITEM_H

#include <linux/__q_tables.h>

enum __q_item {
	__Q_STARTED = 1,		/* a thread for the next run exists and has not begun */
	__Q_PENDING = 2,		/* that run is wanted */
	__Q_RUNNING = 4,
	__Q_DELAYED = 8,		/* pending, but still at its timer: on no queue yet */
	__Q_NEXT_COLOUR = 1 << 5,	/* three fields of two bits: of the next, the pending, and the running instance */
	__Q_PENDING_COLOUR = 1 << 7,
	__Q_RUNNING_COLOUR = 1 << 9,
	__Q_QUEUE_COLOUR = 1 << 11,	/* two bits: the pending instance's colour on its workqueue */
	__Q_DISABLED = 1 << 13,		/* and above: how often it is disabled */
};

static inline unsigned long __q_item(const volatile void *item)
{
	return __q_ghost_get(__Q_T_ITEM, item);
}

static inline void __q_item_set(const volatile void *item, unsigned long state)
{
	__q_ghost_set(__Q_T_ITEM, item, state);
}

static inline unsigned long __q_field(unsigned long state, unsigned long unit)
{
	return state / unit & 3;
}

static inline unsigned long __q_with_field(unsigned long state, unsigned long unit, unsigned long value)
{
	return (state & ~(3 * unit)) | value * unit;
}

/* Makes the item pending, and a thread for it if none is left from before. Inside a step. */
#define __q_item_pend(item, kind, thread) do { \
	unsigned long __q_state = __q_item(item); \
	if (!(__q_state & __Q_STARTED)) \
		__q_spawn((kind), (void (*)())(thread), (item), 0); \
	__q_item_set((item), __q_state | __Q_STARTED | __Q_PENDING); \
} while (0)

/* The thread of the item begins: whether the run is still wanted. Waits while another run of it lasts. Inside a step. */
static inline bool __q_item_begin(const volatile void *item)
{
	unsigned long state = __q_item(item);

	if (!(state & __Q_PENDING)) {
		__q_item_set(item, state & ~__Q_STARTED);
		return false;
	}
	__q_guard(!(state & __Q_RUNNING));
	__q_item_set(item, (state & ~(__Q_STARTED | __Q_PENDING)) | __Q_RUNNING);
	return true;
}

#endif
