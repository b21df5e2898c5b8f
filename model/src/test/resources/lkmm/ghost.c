/* What a ghost block looks at and notes orders nothing, and it is one step. */
#include <quiesce.h>
#include <linux/compiler.h>

#pragma quiesce variant(no_barrier, NO_BARRIER)
#pragma quiesce variant(barrier)

static int condition;
static int sleeping;
static int seen;
static int noted;

static void look(int *mine, int *other)
{
	int value;

	WRITE_ONCE(*mine, 1);
	ghost { noted++; }
#ifndef NO_BARRIER
	smp_mb();
#endif
	value = READ_ONCE(*other);
	ghost { seen |= value; }
}

static void sleeper(void)
{
	look(&sleeping, &condition);
}

static void waker(void)
{
	look(&condition, &sleeping);
}

static void one_has_seen_the_other(void)
{
	assert(noted == 2);
	assert(seen);
}

struct scenario wakeup = {
	.about = "one of two sees the other",
	.memory = MEMORY_LKMM,
	.threads = { sleeper, waker },
	.exit = one_has_seen_the_other,
#ifdef NO_BARRIER
	.expect = ASSERTION,
#endif
};
