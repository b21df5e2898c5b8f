/* alloc_percpu makes a zeroed copy for every CPU, which free_percpu frees. */
#include <quiesce.h>
#include <linux/percpu.h>

#pragma quiesce variant(freed)
#pragma quiesce variant(leaked, LEAKED)

struct stats {
	unsigned long packets;
};

static void use(void)
{
	struct stats __percpu *stats = alloc_percpu(struct stats);
	int cpu;

	assume(stats);
	for_each_possible_cpu(cpu)
		BUG_ON(per_cpu_ptr(stats, cpu)->packets);
	this_cpu_inc(stats->packets);
	BUG_ON(this_cpu_ptr(stats)->packets != 1);
#ifndef LEAKED
	free_percpu(stats);
#endif
	cover("used");
}

struct scenario alloc = {
	.about = "all copies are one object",
	.threads = { use },
#ifdef LEAKED
	.expect = MEMORY_LEAK,
#endif
};
