/* init runs first and exit last, whether or not anything runs in between. */
#include <quiesce.h>
#include <linux/bug.h>

#pragma quiesce variant(as_left)
#pragma quiesce variant(not_as_left, WRONG)

static int x;

static void set(void)
{
	x = 1;
}

static void add(void)
{
	x++;
}

static void is_one(void)
{
#ifdef WRONG
	BUG_ON(x == 1);
#else
	BUG_ON(x != 1);
#endif
	cover("exit has run");
}

static void is_two(void)
{
#ifdef WRONG
	BUG_ON(x == 2);
#else
	BUG_ON(x != 2);
#endif
	cover("exit has run after the thread");
}

struct scenario nothing_between = {
	.about = "exit sees what init has left",
	.init = set,
	.exit = is_one,
#ifdef WRONG
	.expect = ASSERTION,
#endif
};

struct scenario a_thread_between = {
	.about = "exit sees what the thread has left",
	.init = set,
	.threads = { add },
	.exit = is_two,
#ifdef WRONG
	.expect = ASSERTION,
#endif
};
