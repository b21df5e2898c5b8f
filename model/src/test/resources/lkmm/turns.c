/* A loop of as many turns as another thread says: two are not enough to know. */
#include <quiesce.h>
#include <linux/compiler.h>

#pragma quiesce variant(fixed)
#pragma quiesce variant(unordered, UNORDERED)

static int slot[4];
static int filled;

static void fill(void)
{
	for (int i = 0; i < 4; i++)
		WRITE_ONCE(slot[i], i + 1);
#ifdef UNORDERED
	WRITE_ONCE(filled, 4);
#else
	smp_store_release(&filled, 4);
#endif
}

static void add_up(void)
{
	int count = smp_load_acquire(&filled);
	int sum = 0;

	for (int i = 0; i < count; i++)
		sum += READ_ONCE(slot[i]);
	BUG_ON(count && sum != 10);
}

struct scenario sum = {
	.threads = { fill, add_up },
	.memory = MEMORY_LKMM,
#ifdef UNORDERED
	.expect = ASSERTION,
#endif
};
