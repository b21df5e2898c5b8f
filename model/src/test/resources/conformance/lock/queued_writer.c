/* A writer that waits for readers keeps out readers that come after it: those who hold the lock must not wait for such a one. */
#include <quiesce.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/bottom_half.h>
#include <linux/spinlock.h>

#pragma quiesce variant(right)
#pragma quiesce variant(broken, BROKEN)

static DECLARE_RWSEM(sem);
static DEFINE_MUTEX(mutex);
static DEFINE_RWLOCK(lock);
static bool answered;

static void writes_sem(void)
{
	down_write(&sem);
	cover("the sem to write");
	up_write(&sem);
}

static void sem_then_mutex(void)
{
	down_read(&sem);
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
	up_read(&sem);
}

static void mutex_then_sem(void)
{
#ifdef BROKEN
	mutex_lock(&mutex);
	down_read(&sem);
	up_read(&sem);
	mutex_unlock(&mutex);
#else
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
	down_read(&sem);
	up_read(&sem);
#endif
}

struct scenario readers_cross = {
	.about = "two readers, a mutex between them, and a writer",
	.threads = { sem_then_mutex, mutex_then_sem, writes_sem },
#ifdef BROKEN
	.expect = DEADLOCK,
#endif
};

static void writes_lock(void)
{
	write_lock_bh(&lock);
	cover("the lock to write");
	write_unlock_bh(&lock);
}

static void reads_twice(void)
{
#ifndef BROKEN
	local_bh_disable();
#endif
	read_lock(&lock);
	read_lock(&lock);
	cover("read twice");
	read_unlock(&lock);
	read_unlock(&lock);
#ifndef BROKEN
	local_bh_enable();
#endif
}

struct scenario read_within_read = {
	.about = "a reader that comes again waits for the writer that waits for it, but in interrupts and with these off",
	.threads = { reads_twice, writes_lock },
#ifdef BROKEN
	.expect = DEADLOCK,
#endif
};

static void reads_twice_without_interrupts(void)
{
	unsigned long flags;

	read_lock_irqsave(&lock, flags);
#ifdef BROKEN
	read_lock(&lock);
	read_unlock(&lock);
#else
	cover("read without interrupts");
#endif
	read_unlock_irqrestore(&lock, flags);
}

struct scenario not_in_interrupt = {
	.about = "having interrupts off is not being in one",
	.threads = { reads_twice_without_interrupts, writes_lock },
#ifdef BROKEN
	.expect = DEADLOCK,
#endif
};

static void asks(void)
{
	read_lock_bh(&lock);
	await(READ_ONCE(answered));
	read_unlock_bh(&lock);
}

static void answers(void)
{
	read_lock(&lock);
	WRITE_ONCE(answered, true);
	read_unlock(&lock);
}

struct scenario softirqs_pass = {
	.about = "a softirq passes the writer in the queue, a thread does not",
	.threads = { asks, writes_lock,
#ifdef BROKEN
		answers,
	},
	.expect = DEADLOCK,
#else
	},
	.softirqs = { answers },
#endif
};

static void holds_sem(void)
{
	down_read(&sem);
	cover("the sem to read");
	up_read(&sem);
}

static void tries_sem(void)
{
	if (down_read_trylock(&sem))
		up_read(&sem);
	else
		assert(false);
}

struct scenario tried = {
	.about = "among readers a trylock succeeds, behind a writer in the queue it does not",
	.threads = { holds_sem, tries_sem },
};

static bool others_read;

static void reads_for_long(void)
{
	down_read(&sem);
	WRITE_ONCE(others_read, true);
	await(!READ_ONCE(others_read));
	up_read(&sem);
}

static void tries_while_others_read(void)
{
	bool got;

	await(READ_ONCE(others_read));
	got = down_read_trylock(&sem);
	if (got)
		up_read(&sem);
	cover("tried");
#ifdef BROKEN
	assert(got);
#endif
	WRITE_ONCE(others_read, false);
}

struct scenario tried_behind_a_writer = {
	.about = "that others read does not mean that one more can",
	.threads = { reads_for_long, tries_while_others_read, writes_sem },
#ifdef BROKEN
	.expect = ASSERTION,
#endif
};

static void downgrades(void)
{
	down_write(&sem);
	downgrade_write(&sem);
#ifdef BROKEN
	await(READ_ONCE(answered));
#endif
	up_read(&sem);
	cover("downgraded");
}

static void reads_and_answers(void)
{
	down_read(&sem);
	WRITE_ONCE(answered, true);
	up_read(&sem);
}

struct scenario downgraded = {
	.about = "what was a writer is a reader with others, unless a writer is in the queue",
	.threads = { downgrades, reads_and_answers, writes_sem },
#ifdef BROKEN
	.expect = DEADLOCK,
#endif
};

struct scenario no_nesting = {
	.about = "readers and writers that wait for nothing else all get on",
	.threads = { holds_sem, holds_sem, writes_sem, writes_sem },
};
