/* DATA_RACE: two conflicting accesses, one of them plain, both possible next. */
#include <quiesce.h>
#include <linux/spinlock.h>

#pragma quiesce variant(locked)
#pragma quiesce variant(plain, PLAIN)
#pragma quiesce variant(intended, INTENDED)
#pragma quiesce variant(bits_share_a_unit, BITS)

static DEFINE_SPINLOCK(lock);
static int hits;
static struct { unsigned int a : 1, b : 1; } flags;

static void hit(void)
{
#if defined(PLAIN)
	hits++;
#elif defined(INTENDED)
	data_race(hits++);
#else
	spin_lock(&lock);
	hits++;
	flags.a = 1;
	spin_unlock(&lock);
#endif
}

static void other(void)
{
#ifdef BITS
	flags.b = 1;
#else
	hit();
#endif
	cover("ran");
}

struct scenario counted = {
	.about = "plain accesses are ordered by a lock",
	.threads = { hit, other },
	.races = RACES_FAIL,
#if defined(PLAIN) || defined(BITS)
	.expect = DATA_RACE,
#endif
};
