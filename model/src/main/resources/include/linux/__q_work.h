/* How work items and workqueues go about it: part of linux/workqueue.h. */
#include <linux/workqueue.h>

#ifndef LINUX___Q_WORK_H
#define LINUX___Q_WORK_H

/* Counts an item of that colour in or out. Inside a step, as all of these. */
static inline void __q_wq_count(struct workqueue_struct *wq, unsigned long colour, long change)
{
	__q_ghost_set(__Q_T_COLOURS, wq, __q_ghost_get(__Q_T_COLOURS, wq) + ((unsigned long)change << colour * 8));
}

/* To the end of the line. */
static inline void __q_line_join(struct workqueue_struct *wq, struct work_struct *work)
{
	const void *last = (const void *)__q_ghost_get(__Q_T_TAIL, wq);

	if (last)
		__q_ghost_set(__Q_T_NEXT, last, (unsigned long)work);
	else
		__q_ghost_set(__Q_T_HEAD, wq, (unsigned long)work);
	__q_ghost_set(__Q_T_TAIL, wq, (unsigned long)work);
}

static inline void __q_line_leave(struct workqueue_struct *wq, struct work_struct *work)
{
	unsigned long next = __q_ghost_get(__Q_T_NEXT, work);
	unsigned long before = 0;
	unsigned long at = __q_ghost_get(__Q_T_HEAD, wq);

	while (at != (unsigned long)work) {
		before = at;
		at = __q_ghost_get(__Q_T_NEXT, (const void *)at);
	}
	if (before)
		__q_ghost_set(__Q_T_NEXT, (const void *)before, next);
	else
		__q_ghost_set(__Q_T_HEAD, wq, next);
	if (!next)
		__q_ghost_set(__Q_T_TAIL, wq, before);
	__q_ghost_set(__Q_T_NEXT, work, 0);
}

/* A pending item gets to its queue: at once, or when its timer has expired. */
static inline void __q_work_arrive(struct workqueue_struct *wq, struct work_struct *work)
{
	unsigned long colour = __q_ghost_get(__Q_T_COLOUR, wq);

	__q_item_set(work, __q_with_field(__q_item(work) & ~__Q_DELAYED, __Q_QUEUE_COLOUR, colour));
	__q_wq_count(wq, colour, 1);
	if (wq->__q_limit)
		__q_line_join(wq, work);
}

/* A pending item leaves its queue. */
static inline void __q_work_depart(struct workqueue_struct *wq, struct work_struct *work)
{
	unsigned long state = __q_item(work);

	if (state & __Q_DELAYED)
		return;
	__q_wq_count(wq, __q_field(state, __Q_QUEUE_COLOUR), -1);
	if (wq->__q_limit)
		__q_line_leave(wq, work);
}

static inline void __q_work_run(struct work_struct *work)
{
	struct workqueue_struct *wq = 0;
	work_func_t func = 0;
	unsigned long colour = 0;
	bool limited = false;

	while (!func) {
		__q_step {
			unsigned long state = __q_item(work);

			wq = (struct workqueue_struct *)__q_ghost_get(__Q_T_ITEM_QUEUE, work);
			if (state & __Q_PENDING) {
				limited = wq->__q_limit != 0;
				if (state & __Q_DELAYED)
					__q_work_arrive(wq, work);
				if (limited && state & __Q_DELAYED)
					continue;
				state = __q_item(work);
				if (limited) {
					__q_guard(__q_ghost_get(__Q_T_HEAD, wq) == (unsigned long)work);
					__q_guard(__q_ghost_get(__Q_T_BUSY, wq) < wq->__q_limit);
				}
			}
			if (!__q_item_begin(work))
				return;
			if (limited) {
				__q_line_leave(wq, work);
				__q_ghost_set(__Q_T_BUSY, wq, __q_ghost_get(__Q_T_BUSY, wq) + 1);
			}
			colour = __q_field(state, __Q_QUEUE_COLOUR);
			state = __q_item(work);
			state = __q_with_field(state, __Q_RUNNING_COLOUR, __q_field(state, __Q_PENDING_COLOUR));
			state = __q_with_field(state, __Q_PENDING_COLOUR, 0);
			__q_item_set(work, __q_with_field(state, __Q_QUEUE_COLOUR, 0));
			__q_ghost_set(__Q_T_ITEM_QUEUE, work, 0);
			func = work->func;
			if (!func)
				__q_report(NULL_DEREF, "a work item without a function runs", work);
		}
	}
	func(work);
	__q_step {
		__q_item_set(work, __q_with_field(__q_item(work) & ~__Q_RUNNING, __Q_RUNNING_COLOUR, 0));
		__q_wq_count(wq, colour, -1);
		if (limited)
			__q_ghost_set(__Q_T_BUSY, wq, __q_ghost_get(__Q_T_BUSY, wq) - 1);
	}
}

static inline void __q_work_pend(struct workqueue_struct *wq, struct work_struct *work, bool delayed)
{
	unsigned long state = __q_item(work);

	state = __q_with_field(state, __Q_PENDING_COLOUR, __q_field(state, __Q_NEXT_COLOUR));
	__q_item_set(work, delayed ? state | __Q_DELAYED : state);
	__q_item_pend(work, __Q_SPAWN_WORK, __q_work_run);
	__q_ghost_set(__Q_T_ITEM_QUEUE, work, (unsigned long)wq);
	if (!delayed)
		__q_work_arrive(wq, work);
}

/* No longer pending, if it was; whether it was. */
static inline bool __q_work_grab(struct work_struct *work)
{
	unsigned long state = __q_item(work);

	if (!(state & __Q_PENDING))
		return false;
	__q_work_depart((struct workqueue_struct *)__q_ghost_get(__Q_T_ITEM_QUEUE, work), work);
	state = __q_with_field(state & ~(__Q_PENDING | __Q_DELAYED), __Q_PENDING_COLOUR, 0);
	__q_item_set(work, __q_with_field(state, __Q_QUEUE_COLOUR, 0));
	__q_ghost_set(__Q_T_ITEM_QUEUE, work, 0);
	return true;
}

static inline bool __q_work_queue(struct workqueue_struct *wq, struct work_struct *work, bool delayed)
{
	__q_step {
		__q_touch(&work->func);
		if (__q_item(work) & __Q_PENDING || __q_item(work) >= __Q_DISABLED)
			return false;
		__q_work_pend(wq, work, delayed);
	}
	return true;
}

static inline bool __q_work_requeue(struct workqueue_struct *wq, struct work_struct *work, bool delayed)
{
	bool was = false;

	__q_step {
		__q_touch(&work->func);
		was = __q_work_grab(work);
		if (__q_item(work) < __Q_DISABLED)
			__q_work_pend(wq, work, delayed);
	}
	return was;
}

/* work_busy(work): WORK_BUSY_PENDING and WORK_BUSY_RUNNING, as it stands now. */
static inline unsigned int work_busy(struct work_struct *work)
{
	unsigned long state = 0;

	__q_looking_step {
		__q_touch(&work->func);
		state = __q_item(work);
	}
	return (state & __Q_PENDING ? WORK_BUSY_PENDING : 0) | (state & __Q_RUNNING ? WORK_BUSY_RUNNING : 0);
}

static inline bool __q_work_cancel(struct work_struct *work, unsigned long disable)
{
	bool was = false;

	__q_step {
		__q_touch(&work->func);
		was = __q_work_grab(work);
		__q_item_set(work, __q_item(work) + disable);
	}
	return was;
}

/* While the caller waits the item is disabled; so it stays as often as disable says. */
static inline bool __q_work_cancel_sync(struct work_struct *work, unsigned long disable)
{
	bool was = false;
	bool runs = false;

	__q_step {
		if (!work->func)
			__q_report(ASSERTION, "a work item is cancelled that was never initialised", work);
		was = __q_work_grab(work);
		runs = __q_item(work) & __Q_RUNNING;
		__q_item_set(work, __q_item(work) + (runs ? __Q_DISABLED : disable));
	}
	if (runs) {
		__q_waiting_step {
			__q_guard(!(__q_item(work) & __Q_RUNNING));
			__q_item_set(work, __q_item(work) - __Q_DISABLED + disable);
		}
	}
	return was;
}

static inline bool __q_work_enable(struct work_struct *work)
{
	bool enabled = false;

	__q_step {
		__q_touch(&work->func);
		if (__q_item(work) < __Q_DISABLED)
			__q_report(ASSERTION, "a work item is enabled that is not disabled", work);
		__q_item_set(work, __q_item(work) - __Q_DISABLED);
		enabled = __q_item(work) < __Q_DISABLED;
	}
	return enabled;
}

static inline bool __q_work_flush(struct work_struct *work, bool expire)
{
	unsigned long colour = 0;

	__q_step {
		unsigned long state = __q_item(work);

		if (!work->func)
			__q_report(ASSERTION, "a work item is flushed that was never initialised", work);
		if (expire && state & __Q_DELAYED)
			__q_work_arrive((struct workqueue_struct *)__q_ghost_get(__Q_T_ITEM_QUEUE, work), work);
		state = __q_item(work);
		if (state & __Q_PENDING && !(state & __Q_DELAYED))
			colour = __q_field(state, __Q_PENDING_COLOUR);
		else if (state & __Q_RUNNING)
			colour = __q_field(state, __Q_RUNNING_COLOUR);
		else
			return false;
		if (__q_field(state, __Q_NEXT_COLOUR) == colour)
			__q_item_set(work, __q_with_field(state, __Q_NEXT_COLOUR, (colour + 1) & 3));
	}
	__q_waiting_step {
		unsigned long state = __q_item(work);

		__q_guard(!(state & __Q_PENDING && !(state & __Q_DELAYED)
			    && __q_field(state, __Q_PENDING_COLOUR) == colour));
		__q_guard(!(state & __Q_RUNNING && __q_field(state, __Q_RUNNING_COLOUR) == colour));
	}
	return true;
}

/* alloc_workqueue(fmt, flags, max_active, …): NULL or a queue; max_active is a limit only for WQ_UNBOUND ones. Sleeps. */
static inline struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags, int max_active, ...)
{
	struct workqueue_struct *wq;

	__q_might_sleep("alloc_workqueue");
	wq = __q_alloc(sizeof(*wq), 0, __Q_ALLOC_ZERO);
	if (wq && flags & WQ_UNBOUND)
		wq->__q_limit = max_active;
	return wq;
}

/* alloc_ordered_workqueue(fmt, flags, …): a queue that runs its items one at a time in the order queued. */
#define alloc_ordered_workqueue(fmt, flags, ...) \
	alloc_workqueue(fmt, WQ_UNBOUND | __WQ_ORDERED | (flags), 1, ##__VA_ARGS__)
#define create_workqueue(name) alloc_workqueue("%s", WQ_MEM_RECLAIM, 1, (name))
#define create_freezable_workqueue(name) alloc_workqueue("%s", WQ_FREEZABLE | WQ_UNBOUND | WQ_MEM_RECLAIM, 1, (name))

/* create_singlethread_workqueue(name): as alloc_ordered_workqueue. */
#define create_singlethread_workqueue(name) alloc_ordered_workqueue("%s", WQ_MEM_RECLAIM, name)

/* flush_workqueue(wq): waits for every item that is on the queue now, queued or running, and for none queued later. Sleeps. */
static inline void flush_workqueue(struct workqueue_struct *wq)
{
	unsigned long mine = 0;

	__q_might_sleep("flush_workqueue");
	__q_waiting_step {
		unsigned long under_way = __q_ghost_get(__Q_T_COLOURS, wq);
		unsigned long colour = __q_ghost_get(__Q_T_COLOUR, wq);

		__q_touch(&wq->__q_limit);
		if (under_way >> colour * 8 & 255) {
			colour = (colour + 1) & 3;
			__q_guard(!(under_way >> colour * 8 & 255));
			__q_ghost_set(__Q_T_COLOUR, wq, colour);
		}
		mine = ~(255UL << colour * 8);
		if (!(under_way & mine))
			return;
	}
	__q_waiting_step
		__q_guard(!(__q_ghost_get(__Q_T_COLOURS, wq) & mine));
}

/* drain_workqueue(wq): waits until the queue is empty, what its own items queue included. Sleeps. */
static inline void drain_workqueue(struct workqueue_struct *wq)
{
	__q_might_sleep("drain_workqueue");
	__q_waiting_step {
		__q_touch(&wq->__q_limit);
		__q_guard(!__q_ghost_get(__Q_T_COLOURS, wq));
	}
}

/* destroy_workqueue(wq): drain_workqueue, and the queue is no more: queueing on it is a use after free. Sleeps. */
static inline void destroy_workqueue(struct workqueue_struct *wq)
{
	__q_might_sleep("destroy_workqueue");
	__q_waiting_step {
		__q_touch(&wq->__q_limit);
		__q_guard(!__q_ghost_get(__Q_T_COLOURS, wq));
		__q_ghost_set(__Q_T_COLOUR, wq, 0);
		__q_free(wq, 0);
	}
}

#endif
