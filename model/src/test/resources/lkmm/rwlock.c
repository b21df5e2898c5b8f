#include <quiesce.h>
#include <linux/rwlock.h>
#include <linux/rwsem.h>
#include <linux/compiler.h>

/* Locks that several readers can hold, under the kernel's memory model. */
#pragma quiesce variant(good)
#pragma quiesce variant(bad, BAD)

static DEFINE_RWLOCK(lock);
static DEFINE_RWLOCK(other);
static DECLARE_RWSEM(sem);
static int a, b;

static void writer(void)
{
	write_lock(&lock);
	a = 1;
	b = 1;
	write_unlock(&lock);
}

static void reader(void)
{
#ifndef BAD
	read_lock(&lock);
#endif
	int seen = READ_ONCE(b);
	assert(!seen || READ_ONCE(a));
#ifndef BAD
	read_unlock(&lock);
#endif
}

struct scenario excludes_writers = {
	.memory = MEMORY_LKMM,
	.threads = { writer, reader, reader },
	.races = RACES_IGNORE,
#ifdef BAD
	.expect = ASSERTION,
#endif
};

static void adder(void)
{
	int n;

#ifdef BAD
	down_read(&sem);
#else
	down_write(&sem);
#endif
	n = READ_ONCE(a);
	WRITE_ONCE(a, n + 1);
#ifdef BAD
	up_read(&sem);
#else
	up_write(&sem);
#endif
}

static void both_counted(void)
{
	assert(a == 2);
}

struct scenario writers_exclude_each_other = {
	.memory = MEMORY_LKMM,
	.threads = { adder, adder },
	.exit = both_counted,
#ifdef BAD
	.expect = ASSERTION,
#endif
};

static void first_then_other(void)
{
	read_lock(&lock);
	write_lock(&other);
	write_unlock(&other);
	read_unlock(&lock);
}

static void other_then_first(void)
{
	read_lock(&other);
#ifdef BAD
	write_lock(&lock);
	write_unlock(&lock);
#else
	read_lock(&lock);
	read_unlock(&lock);
#endif
	read_unlock(&other);
}

struct scenario orders_of_locks = {
	.memory = MEMORY_LKMM,
	.threads = { first_then_other, other_then_first },
#ifdef BAD
	.expect = DEADLOCK,
#endif
};

static void tries(void)
{
	if (write_trylock(&lock)) {
		a = 1;
		write_unlock(&lock);
	}
}

static void reads(void)
{
#ifdef BAD
	int seen = a;
#else
	int seen = data_race(a);
#endif
	(void)seen;
}

struct scenario a_race_that_is_meant = {
	.memory = MEMORY_LKMM,
	.threads = { tries, reads },
	.races = RACES_FAIL,
#ifdef BAD
	.expect = DATA_RACE,
#endif
};
