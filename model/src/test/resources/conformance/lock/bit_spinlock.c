/* One bit of a word is a lock. */
#include <quiesce.h>
#include <linux/bit_spinlock.h>

#pragma quiesce variant(locked)
#pragma quiesce variant(not_locked, BROKEN)

#define LOCKED 0
#define USED 1

static unsigned long word;
static int count;

static void add(void)
{
	bit_spin_lock(LOCKED, &word);
	count++;
	bit_spin_unlock(LOCKED, &word);
	cover("added");
}

static void use(void)
{
#ifdef BROKEN
	count++;
	set_bit(USED, &word);
#else
	if (!bit_spin_trylock(LOCKED, &word))
		bit_spin_lock(LOCKED, &word);
	count++;
	__set_bit(USED, &word);
	__bit_spin_unlock(LOCKED, &word);
#endif
}

static void both_counted(void)
{
	BUG_ON(count != 2 || test_bit(LOCKED, &word) || !test_bit(USED, &word));
	cover("counted");
}

struct scenario counted = {
	.about = "what is done under the bit is done by one at a time",
	.threads = { add, use },
	.exit = both_counted,
#ifdef BROKEN
	.expect = ASSERTION,
#endif
};

static void unlock(void)
{
#ifndef BROKEN
	bit_spin_lock(LOCKED, &word);
#endif
	bit_spin_unlock(LOCKED, &word);
	cover("unlocked");
}

struct scenario unlocked = {
	.about = "a bit that is clear is not unlocked",
	.threads = { unlock },
#ifdef BROKEN
	.expect = ASSERTION,
#endif
};
