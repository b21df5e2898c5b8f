/* Ghost blocks see and are seen at once; but what the program waits for comes behind what was stored before it. */
#include <quiesce.h>

#pragma quiesce variant(no_fence)
#pragma quiesce variant(fence, FENCE)

static int x, y;
static bool first_inside, second_inside;
static int entered;

static void enter(int *mine, int *other, bool *me, bool *you)
{
	WRITE_ONCE(*mine, 1);
#ifdef FENCE
	smp_mb();
#endif
	if (READ_ONCE(*other))
		return;
	ghost {
		*me = true;
		assert(!*you);
		entered++;
	}
}

static void first(void) { enter(&x, &y, &first_inside, &second_inside); }
static void second(void) { enter(&y, &x, &second_inside, &first_inside); }
static void at_most_one(void) { assert(entered <= 1); }

struct scenario mutual_exclusion = {
	.threads = { first, second },
	.exit = at_most_one,
	.memory = MEMORY_TSO,
#ifndef FENCE
	.expect = ASSERTION,
#endif
};

static bool over;

static void stores(void)
{
	WRITE_ONCE(x, 1);
	ghost { over = true; }
}

static void comes_later(void)
{
	await(over);
	assert(READ_ONCE(x));
}

struct scenario told_by_a_ghost = { .threads = { stores, comes_later }, .memory = MEMORY_TSO };

static int count;

static void counts(void)
{
	WRITE_ONCE(x, 1);
	ghost { count++; }
}

static void both_counted(void) { assert(count == 2); }

struct scenario ghost_counter = { .threads = { counts, counts }, .exit = both_counted, .memory = MEMORY_TSO };
