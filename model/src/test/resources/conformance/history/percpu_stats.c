/* per-CPU statistics freed before readers are done */
#include <quiesce.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, WAIT)
struct pcpu_stats { u64 rx_packets, rx_bytes; };
struct pd { struct pcpu_stats __percpu *stats; };
static struct pd __rcu *priv;
static void setup(void)
{
	struct pd *p = kzalloc(sizeof(*p), GFP_KERNEL);

	p->stats = alloc_percpu(struct pcpu_stats);
	rcu_assign_pointer(priv, p);
}
static void rx(void)
{
	struct pd *p;

	rcu_read_lock();
	p = rcu_dereference(priv);
	if (p) {
		cover("counted");
		this_cpu_inc(p->stats->rx_packets);
		this_cpu_add(p->stats->rx_bytes, 60);
	}
	rcu_read_unlock();
}
static void del(void)
{
	struct pd *p = rcu_replace_pointer(priv, NULL, true);
	u64 sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		sum += per_cpu_ptr(p->stats, cpu)->rx_packets;
	WARN_ON(sum > 1);
#ifdef WAIT
	synchronize_net();
#endif
	free_percpu(p->stats);
	kfree(p);
}
struct scenario stats = { .init = setup, .threads = { del }, .softirqs = { rx }, .races = RACES_IGNORE,
#ifndef WAIT
	.expect = USE_AFTER_FREE,
#endif
};
