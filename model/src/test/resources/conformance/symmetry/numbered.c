/*
 * Threads that run the same function are alike until one asks where it runs: any of them may come first here, and on
 * which CPU that was is something that a run can tell.
 */
#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/smp.h>

#pragma quiesce variant(anonymous)
#pragma quiesce variant(not_on_third_cpu, CPU=2)
#pragma quiesce variant(not_on_fourth_cpu, CPU=3)

static int winner;
static atomic_t losers;

static void race(void)
{
#ifdef CPU
	int me = raw_smp_processor_id();
#else
	int me = 0;
#endif

	if (cmpxchg(&winner, 0, me + 10))
		atomic_inc(&losers);
	else
		cover("one of them comes first");
}

static void look(void)
{
	assert(atomic_read(&losers) == 2);
#ifdef CPU
	assert(winner != CPU + 10);
#endif
}

struct scenario start = {
	.about = "which thread comes first is open",
	.threads = { race, race, race },
	.exit = look,
#ifdef CPU
	.expect = ASSERTION,
#endif
};
