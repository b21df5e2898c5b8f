/* However many threads a scenario has, each has a CPU of its own. */
#include <quiesce.h>
#include <linux/percpu.h>
#include <linux/spinlock.h>

#pragma quiesce variant(own)
#pragma quiesce variant(of_another_cpu, ANOTHER)

static DEFINE_PER_CPU(unsigned int, packets) = 10;

static void count(void)
{
	unsigned int *mine;

	mine = get_cpu_ptr(&packets);
#ifdef ANOTHER
	if (smp_processor_id() == NR_CPUS - 1)
		mine = per_cpu_ptr(&packets, 0);
#endif
	(*mine)++;
	put_cpu_ptr(&packets);
}

static void poll(void)
{
	__this_cpu_inc(packets);
}

static void sum(void)
{
	unsigned int all = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		all += per_cpu(packets, cpu);
	BUG_ON(NR_CPUS != 7 || all != 10 * NR_CPUS + 7);
	cover("summed");
}

struct scenario seven_threads = {
	.about = "threads do not disturb each other's counters, nor do handlers",
	.threads = { count, count, count, count, count },
	.softirqs = { poll, poll },
	.exit = sum,
#ifdef ANOTHER
	.expect = ASSERTION,
#else
	.races = RACES_FAIL,
#endif
};
