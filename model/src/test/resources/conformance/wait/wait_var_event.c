/* wait_var_event waits by the address of a variable: the wake-up must name the same one. */
#include <quiesce.h>
#include <linux/refcount.h>
#include <linux/wait_bit.h>

#pragma quiesce variant(same_variable)
#pragma quiesce variant(another_variable, ANOTHER)

static refcount_t users = REFCOUNT_INIT(2);
static int other;

static void put(void)
{
	if (refcount_dec_and_test(&users)) {
#ifdef ANOTHER
		wake_up_var(&other);
#else
		wake_up_var(&users);
#endif
	}
}

static void wait_for_users(void)
{
	put();
	wait_var_event(&users, refcount_read(&users) == 0);
	BUG_ON(refcount_read(&users));
	BUG_ON(other);
	cover("nobody left");
}

struct scenario wait_var = {
	.about = "waiter and waker agree on the variable",
	.threads = { put, wait_for_users },
#ifdef ANOTHER
	.expect = DEADLOCK,
#endif
};
