/* Two accesses of one step, and somebody who looks without one: the graphs see the step half done, and do not say so. */
#include <quiesce.h>
#include <linux/compiler.h>

static int first;
static int second;

static void change_both(void)
{
	indivisible {
		WRITE_ONCE(first, 1);
		WRITE_ONCE(second, 1);
	}
}

static void look_at_both(void)
{
	if (READ_ONCE(first)) {
		smp_rmb();
		assert(READ_ONCE(second));
	}
}

struct scenario torn = {
	.about = "who sees the first sees the second",
	.memory = MEMORY_LKMM,
	.threads = { change_both, look_at_both },
};
