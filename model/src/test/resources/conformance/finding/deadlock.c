/* DEADLOCK: nobody can move: two locks in opposite orders, one lock twice, a wait that nobody ends. */
#include <quiesce.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

#pragma quiesce variant(ordered)
#pragma quiesce variant(opposite, OPPOSITE)
#pragma quiesce variant(twice, TWICE)
#pragma quiesce variant(never_woken, NEVER)
#pragma quiesce variant(chosen_wait, CHOSEN)

static DEFINE_MUTEX(a);
static DEFINE_MUTEX(b);
static DEFINE_SPINLOCK(s);
static bool ready;

static void first(void)
{
	mutex_lock(&a);
	mutex_lock(&b);
	mutex_unlock(&b);
	mutex_unlock(&a);
#ifdef TWICE
	spin_lock(&s);
	spin_lock(&s);
	spin_unlock(&s);
	spin_unlock(&s);
#endif
	cover("first has both");
}

static void second(void)
{
#ifdef OPPOSITE
	mutex_lock(&b);
	mutex_lock(&a);
#else
	mutex_lock(&a);
	mutex_lock(&b);
#endif
	mutex_unlock(&a);
	mutex_unlock(&b);
#ifdef NEVER
	await(ready);
#elif defined(CHOSEN)
	if (choose(false, true))
		await(ready);
#endif
	cover("second has both");
}

struct scenario two_locks = {
	.about = "both finish",
	.threads = { first, second },
#if defined(OPPOSITE) || defined(TWICE) || defined(NEVER) || defined(CHOSEN)
	.expect = DEADLOCK,
#endif
};
