/* Every CPU has its own copy of a per-CPU variable: what threads of different CPUs add to their own is never lost. */
#include <quiesce.h>
#include <linux/percpu.h>

#pragma quiesce variant(this_cpu)
#pragma quiesce variant(first_cpu, FIRST_CPU)

struct stats {
	unsigned int packets;
	unsigned int bytes;
};

static DEFINE_PER_CPU(struct stats, stats) = { .packets = 10 };

static void count(void)
{
#ifdef FIRST_CPU
	struct stats *s = per_cpu_ptr(&stats, 0);
	unsigned int packets = READ_ONCE(s->packets);

	WRITE_ONCE(s->packets, packets + 1);
	WRITE_ONCE(s->bytes, READ_ONCE(s->bytes) + 100);
#else
	get_cpu();
	__this_cpu_inc(stats.packets);
	this_cpu_add(stats.bytes, 100);
	put_cpu();
#endif
}

static void sum(void)
{
	unsigned int packets = 0, bytes = 0;
	int cpu;

	for_each_possible_cpu(cpu) {
		packets += per_cpu(stats, cpu).packets;
		bytes += per_cpu_ptr(&stats, cpu)->bytes;
	}
	BUG_ON(packets != 10 * NR_CPUS + 2 || bytes != 200);
	cover("summed");
}

struct scenario own_copy = {
	.about = "threads of different CPUs do not touch each other's copies",
	.threads = { count, count },
	.exit = sum,
#ifdef FIRST_CPU
	.expect = ASSERTION,
#else
	.races = RACES_FAIL,
#endif
};

static void use(void)
{
	BUG_ON(this_cpu_add_return(stats.bytes, 5) != 5);
	BUG_ON(this_cpu_inc_return(stats.bytes) != 6);
	BUG_ON(this_cpu_xchg(stats.bytes, 7) != 6);
	BUG_ON(this_cpu_cmpxchg(stats.bytes, 7, 0) != 7);
	BUG_ON(this_cpu_read(stats.bytes) != 0);
	cover("used");
}

struct scenario answers = {
	.about = "operations on this CPU's copy answer what was there, or is now",
	.threads = { use },
};

static void count_undisturbed(void)
{
	preempt_disable();
	__this_cpu_inc(stats.packets);
	preempt_enable();
}

static void sum_of_three(void)
{
	unsigned int packets = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		packets += per_cpu(stats, cpu).packets;
	BUG_ON(packets != 10 * NR_CPUS + 3);
	cover("summed all three");
}

struct scenario three_threads = {
	.about = "nobody interferes with who has disabled preemption",
	.threads = { count_undisturbed, count_undisturbed, count_undisturbed },
	.exit = sum_of_three,
	.races = RACES_FAIL,
};
