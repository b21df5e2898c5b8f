/* A trylock fails while somebody holds the lock, and never waits. */
#include <quiesce.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

#pragma quiesce variant(checked)
#pragma quiesce variant(result_ignored, IGNORED)

static DEFINE_SPINLOCK(lock);
static int inside;

static void try(void)
{
#ifdef IGNORED
	(void)spin_trylock(&lock);
#else
	if (!spin_trylock(&lock)) {
		cover("it was held");
		return;
	}
#endif
	ghost { assert(++inside == 1); }
	ghost { inside--; }
	spin_unlock(&lock);
}

static void take(void)
{
	spin_lock(&lock);
	ghost { assert(++inside == 1); }
	barrier();
	ghost { inside--; }
	spin_unlock(&lock);
}

struct scenario one_inside = {
	.about = "one at a time is inside",
	.threads = { try, take },
#ifdef IGNORED
	.expect = LOCK_MISUSE,
#endif
};
