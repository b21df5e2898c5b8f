/* wait_on_bit waits for a bit to be cleared; clear_and_wake_up_bit wakes its waiters, clear_bit does not. */
#include <quiesce.h>
#include <linux/sched.h>
#include <linux/wait_bit.h>

#pragma quiesce variant(wakes)
#pragma quiesce variant(clears_only, CLEARS_ONLY)

static unsigned long flags = 1;

static void owner(void)
{
#ifdef CLEARS_ONLY
	clear_bit(0, &flags);
#else
	clear_and_wake_up_bit(0, &flags);
#endif
}

static void waiter(void)
{
	BUG_ON(wait_on_bit(&flags, 0, TASK_UNINTERRUPTIBLE));
	BUG_ON(test_bit(0, &flags));
	cover("went on");
}

struct scenario wait_bit = {
	.about = "who clears a bit wakes its waiters",
	.threads = { owner, waiter },
#ifdef CLEARS_ONLY
	.expect = DEADLOCK,
#endif
};
