/* Wait queues: a waiter registers, looks at its condition, and sleeps until somebody wakes the queue after that. */
#ifndef _LINUX_WAIT_H
#define _LINUX_WAIT_H

#include <linux/__q_wait.h>
#include <linux/list.h>
#include <linux/spinlock.h>

/* struct wait_queue_head: who waits is the checker's knowledge, but how many; lock is there for those who take it. */
struct wait_queue_head {
	spinlock_t lock;
	unsigned int __q_asleep;
};
typedef struct wait_queue_head wait_queue_head_t;

#define __WAIT_QUEUE_HEAD_INITIALIZER(name) { .lock = __SPIN_LOCK_UNLOCKED(name.lock) }

/* DECLARE_WAIT_QUEUE_HEAD(name): a wait queue that nobody waits on. */
#define DECLARE_WAIT_QUEUE_HEAD(name) struct wait_queue_head name = __WAIT_QUEUE_HEAD_INITIALIZER(name)
#define DECLARE_WAIT_QUEUE_HEAD_ONSTACK(name) DECLARE_WAIT_QUEUE_HEAD(name)

/* init_waitqueue_head(wq): makes it a wait queue that nobody waits on. */
#define init_waitqueue_head(wq) do { \
	struct wait_queue_head *__q_head = (wq); \
	spin_lock_init(&__q_head->lock); \
	__q_head->__q_asleep = 0; \
} while (0)

#include <linux/__q_wait_entry.h>
#include <linux/wait_bit.h>

/*
 * Who sleeps in wait_event() and who in wait_event_interruptible() are told apart: wake_up_interruptible() wakes only the latter.
 * The queue's address is the key of those, and the next one, inside of it, of the others.
 */
#define __q_light_sleepers(wq) ((const volatile char *)(wq))
#define __q_deep_sleepers(wq) (__q_light_sleepers(wq) + 1)

static inline void __q_wake(struct wait_queue_head *wq, unsigned int mode, int exclusive)
{
	__q_step {
		__q_touch(&wq->lock.lock);
		__q_wait_wake(__q_light_sleepers(wq), &wq->__q_asleep);
		if (mode & TASK_UNINTERRUPTIBLE)
			__q_wait_wake(__q_deep_sleepers(wq), &wq->__q_asleep);
		__q_entries_wake(wq, mode, exclusive);
	}
}

/*
 * wake_up(wq) and its like: everybody who is registered goes on to look at his condition again; of the exclusive entries
 * one, or with _all every one.
 */
#define wake_up(wq) __q_wake((wq), TASK_NORMAL, 1)
#define wake_up_all(wq) __q_wake((wq), TASK_NORMAL, -1)
#define wake_up_nr(wq, nr) __q_wake((wq), TASK_NORMAL, (nr))
#define wake_up_sync(wq) __q_wake((wq), TASK_NORMAL, 1)
#define wake_up_locked(wq) __q_wake((wq), TASK_NORMAL, 1)
#define wake_up_all_locked(wq) __q_wake((wq), TASK_NORMAL, -1)
#define wake_up_poll(wq, mask) ((void)(mask), __q_wake((wq), TASK_NORMAL, 1))
#define wake_up_pollfree(wq) __q_wake((wq), TASK_NORMAL, -1)

/* wake_up_interruptible(wq) and its like: the same, but only who waits in an _interruptible way; the others sleep on. */
#define wake_up_interruptible(wq) __q_wake((wq), TASK_INTERRUPTIBLE, 1)
#define wake_up_interruptible_all(wq) __q_wake((wq), TASK_INTERRUPTIBLE, -1)
#define wake_up_interruptible_nr(wq, nr) __q_wake((wq), TASK_INTERRUPTIBLE, (nr))
#define wake_up_interruptible_sync(wq) __q_wake((wq), TASK_INTERRUPTIBLE, 1)
#define wake_up_interruptible_poll(wq, mask) ((void)(mask), __q_wake((wq), TASK_INTERRUPTIBLE, 1))
#define wake_up_interruptible_sync_poll(wq, mask) ((void)(mask), __q_wake((wq), TASK_INTERRUPTIBLE, 1))

/* waitqueue_active(wq): whether anybody waits now. Orders nothing: what it says may be old, so wants smp_mb() before it. */
static inline int waitqueue_active(struct wait_queue_head *wq)
{
	return READ_ONCE(wq->__q_asleep) != 0;
}

/* wq_has_sleeper(wq): the same behind a full barrier. */
static inline bool wq_has_sleeper(struct wait_queue_head *wq)
{
	smp_mb();
	return waitqueue_active(wq);
}

/* Begins and ends to wait as one of the light or the deep sleepers. */
static inline unsigned long __q_wait_queue_begin(struct wait_queue_head *wq, const volatile void *sleepers)
{
	unsigned long ticket = 0;

	__q_step
		ticket = __q_wait_register(sleepers, &wq->__q_asleep);
	smp_mb();
	return ticket;
}

static inline void __q_wait_queue_end(struct wait_queue_head *wq, const volatile void *sleepers, unsigned long ticket)
{
	__q_step {
		__q_touch(&wq->lock.lock);
		__q_wait_leave(sleepers, &wq->__q_asleep, ticket);
	}
}

#define ___q_wait_event(wq, depth, condition, before, after) do { \
	if (!(condition)) { \
		struct wait_queue_head *__q_head = &(wq); \
		unsigned long __q_ticket = __q_wait_queue_begin(__q_head, __q_##depth##_sleepers(__q_head)); \
		while (!(condition)) { \
			before; \
			__q_ticket = __q_wait_sleep(__q_##depth##_sleepers(__q_head), &__q_head->__q_asleep, __q_ticket); \
			after; \
		} \
		__q_wait_queue_end(__q_head, __q_##depth##_sleepers(__q_head), __q_ticket); \
	} \
} while (0)

/* wait_event(wq, condition): sleeps until the condition holds; a missing wake_up is a DEADLOCK. Sleeps. */
#define wait_event(wq, condition) do { \
	__q_might_sleep("wait_event"); \
	___q_wait_event(wq, deep, condition, (void)0, (void)0); \
} while (0)

/* wait_event_interruptible(wq, condition), _freezable: the same, and wake_up_interruptible will do; no signal ever comes: 0. */
#define wait_event_interruptible(wq, condition) ({ \
	__q_might_sleep("wait_event"); \
	___q_wait_event(wq, light, condition, (void)0, (void)0); \
	0; \
})
#define wait_event_freezable(wq, condition) wait_event_interruptible(wq, condition)

/* wait_event_killable(wq, condition): as wait_event; nobody is killed: 0. wait_event_exclusive: wake_up wakes one of those. */
#define wait_event_killable(wq, condition) ({ wait_event(wq, condition); 0; })
#define wait_event_interruptible_exclusive(wq, condition) \
	({ __q_wait_event_exclusive(wq, condition, TASK_INTERRUPTIBLE); 0; })
#define wait_event_killable_exclusive(wq, condition) ({ wait_event_exclusive(wq, condition); 0; })
#define wait_event_exclusive(wq, condition) __q_wait_event_exclusive(wq, condition, TASK_UNINTERRUPTIBLE)
#define __q_wait_event_exclusive(wq, condition, state) ({ \
	__q_might_sleep("wait_event"); \
	if (!(condition)) { \
		DEFINE_WAIT(__q_entry); \
		for (;;) { \
			prepare_to_wait_exclusive(&(wq), &__q_entry, state); \
			if (condition) \
				break; \
			schedule(); \
		} \
		finish_wait(&(wq), &__q_entry); \
	} \
})
#define wait_event_idle(wq, condition) wait_event(wq, condition)
#define wait_event_idle_exclusive(wq, condition) wait_event_exclusive(wq, condition)
#define io_wait_event(wq, condition) wait_event(wq, condition)

/* wait_event_timeout(wq, condition, timeout): the same, or 0 if it does not hold when the time is over. Sleeps. */
#define wait_event_timeout(wq, condition, timeout) __q_wait_event_timeout(wq, deep, condition, timeout)
#define __q_wait_event_timeout(wq, depth, condition, timeout) ({ \
	long __q_left = (timeout); \
	__q_might_sleep("wait_event_timeout"); \
	if (!(condition)) { \
		struct wait_queue_head *__q_head = &(wq); \
		unsigned long __q_ticket = __q_wait_queue_begin(__q_head, __q_##depth##_sleepers(__q_head)); \
		while (!(condition)) { \
			if (__q_wait_is_over(__q_ticket)) { \
				__q_left = 0; \
				break; \
			} \
			__q_ticket = __q_wait_sleep_timeout(__q_##depth##_sleepers(__q_head), &__q_head->__q_asleep, \
							    __q_ticket); \
		} \
		__q_wait_queue_end(__q_head, __q_##depth##_sleepers(__q_head), __q_ticket & ~__Q_WAIT_OVER); \
	} else if (!__q_left) { \
		__q_left = 1; \
	} \
	__q_left; \
})
#define wait_event_interruptible_timeout(wq, condition, timeout) __q_wait_event_timeout(wq, light, condition, timeout)
#define wait_event_killable_timeout(wq, condition, timeout) wait_event_timeout(wq, condition, timeout)
#define wait_event_idle_timeout(wq, condition, timeout) wait_event_timeout(wq, condition, timeout)
#define wait_event_freezable_timeout(wq, condition, timeout) __q_wait_event_timeout(wq, light, condition, timeout)

/* wait_event_cmd(wq, condition, before, after): wait_event with something to do around each sleep. */
#define wait_event_cmd(wq, condition, cmd1, cmd2) \
	___q_wait_event(wq, deep, condition, ({ cmd1; __q_might_sleep("wait_event_cmd"); }), cmd2)

/* wait_event_lock_irq(wq, condition, lock): the condition is looked at under the lock, which is given up while sleeping. */
#define __q_wait_event_lock_irq(wq, depth, condition, lock, cmd) \
	___q_wait_event(wq, depth, condition, ({ spin_unlock_irq(&(lock)); cmd; __q_might_sleep("wait_event_lock_irq"); }), \
			spin_lock_irq(&(lock)))
#define wait_event_lock_irq(wq, condition, lock) __q_wait_event_lock_irq(wq, deep, condition, lock, (void)0)
#define wait_event_lock_irq_cmd(wq, condition, lock, cmd) __q_wait_event_lock_irq(wq, deep, condition, lock, cmd)
#define wait_event_interruptible_lock_irq(wq, condition, lock) \
	({ __q_wait_event_lock_irq(wq, light, condition, lock, (void)0); 0; })

#endif
