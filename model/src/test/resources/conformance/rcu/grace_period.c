/* A grace period waits for the readers that were inside when it began, and for no others. */
#include <quiesce.h>
#include <linux/rcupdate.h>

#pragma quiesce variant(waits)
#pragma quiesce variant(waits_for_later_ones, LATER)

static bool inside_before, later_inside, begun, ended;

static void earlier(void)
{
	bool early;

	rcu_read_lock();
	early = !READ_ONCE(begun);
	ghost { inside_before = early; }
	(void)READ_ONCE(later_inside);
	ghost { assert(!(inside_before && ended)); }
	ghost { inside_before = false; }
	rcu_read_unlock();
}

static void later(void)
{
	await(READ_ONCE(begun));
	rcu_read_lock();
	WRITE_ONCE(later_inside, true);
	WRITE_ONCE(later_inside, false);
	rcu_read_unlock();
}

static void updater(void)
{
	WRITE_ONCE(begun, true);
	synchronize_rcu();
	ghost { ended = true; }
	ghost { assert(!inside_before); }
	if (READ_ONCE(later_inside)) {
		cover("it ended while a later reader was inside");
#ifdef LATER
		BUG_ON(1);
#endif
	}
}

struct scenario waits_for_whom = {
	.about = "a grace period waits for earlier readers only",
	.threads = { earlier, later, updater },
#ifdef LATER
	.expect = ASSERTION,
#endif
};
