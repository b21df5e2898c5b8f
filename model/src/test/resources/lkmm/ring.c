/* A ring of one producer and one consumer, and sums over all CPUs: what counts itself, and loops that are known to end. */
#include <quiesce.h>
#include <linux/cpumask.h>
#include <linux/percpu.h>

#pragma quiesce variant(ordered)
#pragma quiesce variant(unordered, UNORDERED)

#ifdef UNORDERED
#define see(p) READ_ONCE(*(p))
#define MEANT ASSERTION
#else
#define see(p) smp_load_acquire(p)
#define MEANT HOLDS
#endif

static int ring[2];
static unsigned int head, tail;

static void produce(void)
{
	unsigned int at = head;

	for (int i = 0; i < 2; i++) {
		if (at - smp_load_acquire(&tail) == 2)
			return;
		WRITE_ONCE(ring[at & 1], 10 + at);
		at++;
		smp_store_release(&head, at);
	}
}

static void consume(void)
{
	unsigned int at = tail;

	for (int i = 0; i < 2; i++) {
		if (see(&head) == at)
			return;
		BUG_ON(READ_ONCE(ring[at & 1]) != 10 + at);
		at++;
		smp_store_release(&tail, at);
	}
}

struct scenario ring_of_two = { .threads = { produce, consume }, .memory = MEMORY_LKMM, .expect = MEANT };

static DEFINE_PER_CPU(int, users);
static bool done;

static void use(void)
{
	int *own = this_cpu_ptr(&users);

	WRITE_ONCE(*own, 1);
	smp_store_release(&done, true);
}

static void sum(void)
{
	int cpu, all = 0;

	if (!see(&done))
		return;
	for_each_possible_cpu(cpu)
		all += READ_ONCE(per_cpu(users, cpu));
	BUG_ON(all != 1);
}

struct scenario sum_of_all_cpus = { .threads = { use, sum }, .memory = MEMORY_LKMM, .expect = MEANT };
