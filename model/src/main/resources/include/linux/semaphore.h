/* Counting semaphores. */
#ifndef __LINUX_SEMAPHORE_H
#define __LINUX_SEMAPHORE_H

#include <linux/__q_tables.h>

/* struct semaphore: count is how many may still get in. */
struct semaphore {
	unsigned int count;
};

/* DEFINE_SEMAPHORE(name, n), sema_init(sem, n): one that lets n in. */
#define __SEMAPHORE_INITIALIZER(name, n) { .count = (n) }
#define DEFINE_SEMAPHORE(_name, _n) struct semaphore _name = __SEMAPHORE_INITIALIZER(_name, _n)

static inline void sema_init(struct semaphore *sem, int val)
{
	sem->count = val;
}

static inline void __q_down(struct semaphore *sem)
{
	__q_waiting_step {
		unsigned int count = smp_load_acquire(&sem->count);

		__q_guard(count != 0);
		WRITE_ONCE(sem->count, count - 1);
	}
}

/* down(sem): waits until it is let in; _interruptible, _killable: answer 0, as there are no signals. Sleep. */
static inline void down(struct semaphore *sem)
{
	__q_might_sleep("down");
	__q_down(sem);
}

#define down_interruptible(sem) ({ __q_might_sleep("down_interruptible"); __q_down(sem); 0; })
#define down_killable(sem) ({ __q_might_sleep("down_killable"); __q_down(sem); 0; })

/* down_trylock(sem): 0 if it was let in, 1 if not. Does not sleep. */
static inline int down_trylock(struct semaphore *sem)
{
	int failed = 1;

	__q_step {
		unsigned int count = smp_load_acquire(&sem->count);

		if (count) {
			WRITE_ONCE(sem->count, count - 1);
			failed = 0;
		}
	}
	return failed;
}

/* down_timeout(sem, timeout): 0, or -ETIME if the time was over first, which it may be while nobody is let in. Sleeps. */
static inline int down_timeout(struct semaphore *sem, long timeout)
{
	int failed = -62;

	__q_might_sleep("down_timeout");
	__q_waiting_step {
		unsigned int count = smp_load_acquire(&sem->count);

		__q_guard(count || __q_choose(0, 1));
		if (count) {
			WRITE_ONCE(sem->count, count - 1);
			failed = 0;
		}
	}
	return failed;
}

/* up(sem): lets one more in; by anybody, in any context. */
static inline void up(struct semaphore *sem)
{
	__q_step
		smp_store_release(&sem->count, READ_ONCE(sem->count) + 1);
}

#endif
