/* ASSERTION: assert(), BUG_ON() and WARN_ON() say what must hold; a lost update breaks it. */
#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/bug.h>

#pragma quiesce variant(atomic)
#pragma quiesce variant(lost_update, PLAIN)

static atomic_t users = ATOMIC_INIT(0);

static void join(void)
{
#ifdef PLAIN
	atomic_set(&users, atomic_read(&users) + 1);
#else
	atomic_inc(&users);
#endif
}

static void both_counted(void)
{
	BUG_ON(atomic_read(&users) != 2);
	cover("both are counted");
}

struct scenario joins = {
	.about = "two joins are two users",
	.threads = { join, join },
	.exit = both_counted,
#ifdef PLAIN
	.expect = ASSERTION,
#endif
};
