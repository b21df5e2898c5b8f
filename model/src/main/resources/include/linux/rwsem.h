#ifndef _LINUX_RWSEM_H
#define _LINUX_RWSEM_H

#include <quiesce.h>
#include <linux/cleanup.h>
#include <linux/lockdep.h>
#include <linux/list.h>
#include <linux/spinlock.h>

/* struct rw_semaphore: many readers or one writer, waited for asleep; one word, 0 while free. */
struct rw_semaphore {
	u32 lock;
};

/* DECLARE_RWSEM(name): a free one. */
#define __RWSEM_INITIALIZER(name) { 0 }
#define DECLARE_RWSEM(name) struct rw_semaphore name = { 0 }

/* init_rwsem(sem): makes it free; LOCK_MISUSE if it is held. */
#define init_rwsem(sem) __q_store(&(sem)->lock, 0, __Q_PLAIN)

/*
 * down_read(sem): shares it with other readers, but waits while a writer waits for these; SLEEP_IN_ATOMIC where sleeping is not
 * allowed.
 */
static inline void down_read(struct rw_semaphore *sem)
{
	__q_might_sleep("down_read");
	__q_lock(&sem->lock, __Q_DOWN_READ, __Q_NONE);
}

/* down_read_interruptible(sem): as down_read(); no signal ever comes, so it returns 0. */
static inline int down_read_interruptible(struct rw_semaphore *sem)
{
	down_read(sem);
	return 0;
}

/* down_read_killable(sem): as down_read(); returns 0. */
static inline int down_read_killable(struct rw_semaphore *sem)
{
	down_read(sem);
	return 0;
}

/* down_read_trylock(sem): takes it if it can be had now and no writer waits for it, and says whether it did. */
static inline int down_read_trylock(struct rw_semaphore *sem)
{
	return __q_trylock(&sem->lock, __Q_DOWN_READ, __Q_NONE);
}

/* up_read(sem), up_write(sem): LOCK_MISUSE unless the running thread holds it in that way. */
static inline void up_read(struct rw_semaphore *sem)
{
	__q_unlock(&sem->lock, __Q_DOWN_READ, __Q_NONE);
}

/* down_write(sem): holds it alone. While it waits for readers, more of them do not get in. */
static inline void down_write(struct rw_semaphore *sem)
{
	__q_might_sleep("down_write");
	__q_lock(&sem->lock, __Q_DOWN_WRITE, __Q_NONE);
}

/* down_write_killable(sem): as down_write(); returns 0. */
static inline int down_write_killable(struct rw_semaphore *sem)
{
	down_write(sem);
	return 0;
}

/* down_write_trylock(sem): takes it alone if it is free and no writer waits for it, and says whether it did. */
static inline int down_write_trylock(struct rw_semaphore *sem)
{
	return __q_trylock(&sem->lock, __Q_DOWN_WRITE, __Q_NONE);
}

/* up_write(sem): LOCK_MISUSE unless the running thread holds it alone. */
static inline void up_write(struct rw_semaphore *sem)
{
	__q_unlock(&sem->lock, __Q_DOWN_WRITE, __Q_NONE);
}

/* downgrade_write(sem): a writer becomes a reader, in one step. */
static inline void downgrade_write(struct rw_semaphore *sem)
{
	indivisible {
		__q_unlock(&sem->lock, __Q_DOWN_WRITE, __Q_NONE);
		__q_lock(&sem->lock, __Q_DOWN_READ, __Q_NONE);
	}
}

/* rwsem_is_locked(sem): whether anybody holds it now, or a writer waits for it. */
static inline int rwsem_is_locked(struct rw_semaphore *sem)
{
	return __q_is_locked(&sem->lock);
}

/* down_read_nested(sem, class), down_write_nested: the class is a hint for lockdep. */
#define down_read_nested(sem, subclass) down_read(sem)
#define down_write_nested(sem, subclass) down_write(sem)
#define down_write_nest_lock(sem, nest) down_write(sem)

/* rwsem_assert_held(sem), _write: as lockdep_assert_held(). */
#define rwsem_assert_held(sem) lockdep_assert_held(sem)
#define rwsem_assert_held_write(sem) lockdep_assert_held_write(sem)

/* guard(rwsem_read)(sem), guard(rwsem_write)(sem): held to the end of the scope. */
DEFINE_GUARD(rwsem_read, struct rw_semaphore *, down_read(_T), up_read(_T))
DEFINE_GUARD_COND(rwsem_read, _try, down_read_trylock(_T))
DEFINE_GUARD(rwsem_write, struct rw_semaphore *, down_write(_T), up_write(_T))
DEFINE_GUARD_COND(rwsem_write, _try, down_write_trylock(_T))

#endif
