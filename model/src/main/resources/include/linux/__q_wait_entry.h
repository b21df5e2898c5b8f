/* Entries that a thread puts on a wait queue itself: part of linux/wait.h. */
#include <linux/wait.h>

#ifndef LINUX___Q_WAIT_ENTRY_H
#define LINUX___Q_WAIT_ENTRY_H

#include <linux/sched.h>

struct wait_queue_entry;
typedef int (*wait_queue_func_t)(struct wait_queue_entry *entry, unsigned int mode, int flags, void *key);

#define WQ_FLAG_EXCLUSIVE 0x01
#define WQ_FLAG_WOKEN 0x02

/* struct wait_queue_entry: who is to be woken, and how; whether it is on a queue is the checker's knowledge. */
struct wait_queue_entry {
	unsigned int flags;
	void *private;
	wait_queue_func_t func;
	struct wait_queue_head *__q_head;
};
typedef struct wait_queue_entry wait_queue_entry_t;

enum { __Q_LAST_ENTRY = 1 };

static inline bool __q_entry_is_queued(const struct wait_queue_entry *entry)
{
	return __q_ghost_get(__Q_T_ENTRIES, entry) != 0;
}

/* Exclusive entries go to the end, the others to the front. Inside a step, as those that follow. */
static inline void __q_entry_add(struct wait_queue_head *wq, struct wait_queue_entry *entry)
{
	const void *before = wq;
	unsigned long next = __q_ghost_get(__Q_T_ENTRIES, wq);

	if (__q_entry_is_queued(entry))
		__q_report(LIST_CORRUPTION, "puts an entry on a wait queue that is on one already", entry);
	while (entry->flags & WQ_FLAG_EXCLUSIVE && next > __Q_LAST_ENTRY) {
		before = (const void *)next;
		next = __q_ghost_get(__Q_T_ENTRIES, before);
	}
	__q_wait_count(&wq->__q_asleep, 1);
	__q_ghost_set(__Q_T_ENTRIES, before, (unsigned long)entry);
	__q_ghost_set(__Q_T_ENTRIES, entry, next ? next : __Q_LAST_ENTRY);
	entry->__q_head = wq;
}

static inline void __q_entry_remove(struct wait_queue_head *wq, struct wait_queue_entry *entry)
{
	const void *before = wq;
	unsigned long next = __q_ghost_get(__Q_T_ENTRIES, entry);

	while (__q_ghost_get(__Q_T_ENTRIES, before) != (unsigned long)entry)
		before = (const void *)__q_ghost_get(__Q_T_ENTRIES, before);
	__q_wait_count(&wq->__q_asleep, -1);
	__q_ghost_set(__Q_T_ENTRIES, before, before == (const void *)wq && next == __Q_LAST_ENTRY ? 0 : next);
	__q_ghost_set(__Q_T_ENTRIES, entry, 0);
}

/* default_wake_function(entry, mode, …): wakes the thread in private if it sleeps in a way that the mode has. */
static inline int default_wake_function(struct wait_queue_entry *entry, unsigned int mode, int flags, void *key)
{
	struct task_struct *task = entry->private;
	bool wakes = task->__state & mode;

	if (wakes)
		task->__state = TASK_RUNNING;
	return wakes;
}

/* autoremove_wake_function(entry, …): the same, and takes the entry off its queue. */
static inline int autoremove_wake_function(struct wait_queue_entry *entry, unsigned int mode, int flags, void *key)
{
	int woken = default_wake_function(entry, mode, flags, key);

	if (woken && __q_entry_is_queued(entry))
		__q_entry_remove(entry->__q_head, entry);
	return woken;
}

static inline void __q_entries_wake(struct wait_queue_head *wq, unsigned int mode, int exclusive)
{
	unsigned long at = __q_ghost_get(__Q_T_ENTRIES, wq);

	while (at > __Q_LAST_ENTRY && exclusive) {
		struct wait_queue_entry *entry = (struct wait_queue_entry *)at;
		unsigned int flags = entry->flags;

		at = __q_ghost_get(__Q_T_ENTRIES, entry);
		if (entry->func(entry, mode, 0, NULL) && flags & WQ_FLAG_EXCLUSIVE)
			exclusive--;
	}
}

/* DECLARE_WAITQUEUE(name, task), DEFINE_WAIT(name), DEFINE_WAIT_FUNC(name, func): an entry that is on no queue. */
#define DECLARE_WAITQUEUE(name, tsk) \
	struct wait_queue_entry name = { .private = (tsk), .func = default_wake_function }
#define DEFINE_WAIT_FUNC(name, function) struct wait_queue_entry name = { .private = current, .func = function }
#define DEFINE_WAIT(name) DEFINE_WAIT_FUNC(name, autoremove_wake_function)

/* init_wait(entry), init_waitqueue_entry(entry, task), init_waitqueue_func_entry(entry, func): the same. */
#define init_wait(entry) ({ \
	(entry)->flags = 0; \
	(entry)->private = current; \
	(entry)->func = autoremove_wake_function; \
})
#define init_waitqueue_entry(entry, task) ({ \
	(entry)->flags = 0; \
	(entry)->private = (task); \
	(entry)->func = default_wake_function; \
})
#define init_waitqueue_func_entry(entry, function) ({ \
	(entry)->flags = 0; \
	(entry)->private = NULL; \
	(entry)->func = (function); \
})

/* add_wait_queue(wq, entry), remove_wait_queue(wq, entry): puts it on the queue and takes it off. */
static inline void add_wait_queue(struct wait_queue_head *wq, struct wait_queue_entry *entry)
{
	__q_step {
		entry->flags &= ~WQ_FLAG_EXCLUSIVE;
		__q_entry_add(wq, entry);
	}
}

static inline void add_wait_queue_exclusive(struct wait_queue_head *wq, struct wait_queue_entry *entry)
{
	__q_step {
		entry->flags |= WQ_FLAG_EXCLUSIVE;
		__q_entry_add(wq, entry);
	}
}

static inline void remove_wait_queue(struct wait_queue_head *wq, struct wait_queue_entry *entry)
{
	__q_step {
		if (__q_entry_is_queued(entry))
			__q_entry_remove(wq, entry);
		else if (entry->func == default_wake_function)
			__q_report(LIST_CORRUPTION, "takes an entry off a wait queue that is on none", entry);
	}
}

static inline void __q_prepare_to_wait(struct wait_queue_head *wq, struct wait_queue_entry *entry, int state,
				       unsigned int flags)
{
	__q_step {
		entry->flags = (entry->flags & ~WQ_FLAG_EXCLUSIVE) | flags;
		if (!__q_entry_is_queued(entry))
			__q_entry_add(wq, entry);
		WRITE_ONCE(current->__state, state);
	}
	smp_mb();
}

/* prepare_to_wait(wq, entry, state): puts it on the queue if it is not there, and set_current_state(state). */
#define prepare_to_wait(wq, entry, state) __q_prepare_to_wait((wq), (entry), (state), 0)
#define prepare_to_wait_exclusive(wq, entry, state) __q_prepare_to_wait((wq), (entry), (state), WQ_FLAG_EXCLUSIVE)
#define prepare_to_wait_event(wq, entry, state) ({ prepare_to_wait((wq), (entry), (state)); 0L; })

/* finish_wait(wq, entry): TASK_RUNNING, and takes the entry off if it is still on the queue. */
static inline void finish_wait(struct wait_queue_head *wq, struct wait_queue_entry *entry)
{
	__q_step {
		WRITE_ONCE(current->__state, TASK_RUNNING);
		if (__q_entry_is_queued(entry))
			__q_entry_remove(wq, entry);
	}
}

#endif
