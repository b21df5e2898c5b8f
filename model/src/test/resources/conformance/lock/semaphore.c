/* A semaphore lets so many in, and anybody may let one more in. */
#include <quiesce.h>
#include <linux/semaphore.h>

#pragma quiesce variant(one)
#pragma quiesce variant(two, COUNT=2)

#ifndef COUNT
#define COUNT 1
#endif

static DEFINE_SEMAPHORE(sem, COUNT);
static DEFINE_SEMAPHORE(event, COUNT - 1);
static int inside, data;

static void enter(void)
{
	down(&sem);
	WRITE_ONCE(inside, READ_ONCE(inside) + 1);
	BUG_ON(READ_ONCE(inside) != 1);
	WRITE_ONCE(inside, READ_ONCE(inside) - 1);
	up(&sem);
	cover("entered");
}

static void try_enter(void)
{
	if (down_trylock(&sem)) {
		cover("kept out");
		return;
	}
	WRITE_ONCE(inside, READ_ONCE(inside) + 1);
	BUG_ON(READ_ONCE(inside) != 1);
	WRITE_ONCE(inside, READ_ONCE(inside) - 1);
	up(&sem);
}

struct scenario exclusive = {
	.about = "with a count of one there is one inside",
	.threads = { enter, enter, try_enter },
#if COUNT > 1
	.expect = ASSERTION,
#endif
};

static void signal(void)
{
	data = 1;
	up(&event);
}

static void wait(void)
{
	down(&event);
	BUG_ON(!data);
	cover("let in");
}

struct scenario signalled = {
	.about = "what comes before up() is there after the down() that it lets in",
	.threads = { signal, wait },
	.races = RACES_FAIL,
#if COUNT > 1
	.expect = ASSERTION,
#endif
};

static void in_time(void)
{
	if (down_timeout(&event, 10))
		cover("too late");
#if COUNT == 1
	else
		BUG_ON(!data);
#else
	BUG_ON(!data);
#endif
}

struct scenario timed = {
	.about = "who waits with a timeout may give up",
	.threads = { signal, in_time },
#if COUNT > 1
	.expect = ASSERTION,
#endif
};
