/*
 * Who waits under a key (a wait queue, a variable, a bit) is one word of the ghost map: how many are registered, how many of
 * them nobody has woken since, and the number of the next wake-up, which starts again when nobody is left. A waiter holds
 * as his ticket the number that was current when he registered. How many are asleep is also in memory, in a counter that those
 * who would wake them look at without a lock, and so perhaps too early: a waiter looks at his condition behind a full barrier.
 */
#ifndef LINUX___Q_WAIT_H
#define LINUX___Q_WAIT_H

#include <linux/__q_tables.h>
#include <linux/sched.h>

enum { __Q_WAIT_REGISTERED = 1, __Q_WAIT_ASLEEP = 1 << 8, __Q_WAIT_NUMBER = 1 << 16, __Q_WAIT_OVER = 1 << 20 };

static inline unsigned long __q_wait_number(const volatile void *key)
{
	return __q_ghost_get(__Q_T_WAITERS, key) / __Q_WAIT_NUMBER & 15;
}

/* Whether there are kthreads, which may also be woken one by one: their state says so. The others need no name for that. */
static bool __q_kthreads;

static inline void __q_wait_state(unsigned int state)
{
	if (__q_kthreads)
		WRITE_ONCE(current->__state, state);
}

static inline bool __q_wait_process_is_woken(void)
{
	return __q_kthreads && READ_ONCE(current->__state) == TASK_RUNNING;
}

static inline void __q_wait_count(unsigned int *asleep, unsigned int change)
{
	WRITE_ONCE(*asleep, READ_ONCE(*asleep) + change);
}

/* Answers the ticket. Inside a step, as all of these but the sleeping ones. */
static inline unsigned long __q_wait_register(const volatile void *key, unsigned int *asleep)
{
	__q_wait_state(TASK_UNINTERRUPTIBLE);
	__q_wait_count(asleep, 1);
	__q_ghost_set(__Q_T_WAITERS, key, __q_ghost_get(__Q_T_WAITERS, key) + __Q_WAIT_REGISTERED + __Q_WAIT_ASLEEP);
	return __q_wait_number(key);
}

static inline void __q_wait_leave(const volatile void *key, unsigned int *asleep, unsigned long ticket)
{
	unsigned long now = __q_ghost_get(__Q_T_WAITERS, key) - __Q_WAIT_REGISTERED;

	__q_wait_state(TASK_RUNNING);
	if (__q_wait_number(key) == ticket) {
		now -= __Q_WAIT_ASLEEP;
		__q_wait_count(asleep, -1);
	}
	__q_ghost_set(__Q_T_WAITERS, key, now & 255 ? now : 0);
}

static inline void __q_wait_wake(const volatile void *key, unsigned int *asleep)
{
	unsigned long now = __q_ghost_get(__Q_T_WAITERS, key);
	unsigned int woken = now / __Q_WAIT_ASLEEP & 255;

	if (woken) {
		__q_wait_count(asleep, -woken);
		__q_ghost_set(__Q_T_WAITERS, key, (now & 255) | (((__q_wait_number(key) + 1) & 15) * __Q_WAIT_NUMBER));
	}
}

/* Sleeps until woken and registers anew: answers the new ticket. */
static inline unsigned long __q_wait_sleep(const volatile void *key, unsigned int *asleep, unsigned long ticket)
{
	__q_waiting_step {
		__q_guard(__q_wait_number(key) != ticket || __q_wait_process_is_woken());
		__q_wait_leave(key, asleep, ticket);
		ticket = __q_wait_register(key, asleep);
	}
	smp_mb();
	return ticket;
}

/* The same; but the time may be over at any moment, and the ticket then says so. */
static inline unsigned long __q_wait_sleep_timeout(const volatile void *key, unsigned int *asleep, unsigned long ticket)
{
	__q_waiting_step {
		if (__q_choose(0, 1)) {
			__q_print("the time is over");
			ticket |= __Q_WAIT_OVER;
		} else {
			__q_guard(__q_wait_number(key) != ticket || __q_wait_process_is_woken());
			__q_wait_leave(key, asleep, ticket);
			ticket = __q_wait_register(key, asleep);
		}
	}
	smp_mb();
	return ticket;
}

static inline bool __q_wait_is_over(unsigned long ticket)
{
	return ticket & __Q_WAIT_OVER;
}

#endif
