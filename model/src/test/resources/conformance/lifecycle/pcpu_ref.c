/* A percpu_ref in small: per-CPU counts until it is killed, then one atomic; the last one tells a completion. */
#include <quiesce.h>
#include <linux/percpu.h>
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#pragma quiesce variant(good)
#pragma quiesce variant(no_grace, NO_GRACE)

#define BIAS 1000

struct pref { atomic_t count; bool dying; struct completion done; };
struct dev { struct pref ref; int data; };
static struct dev *d;
static DEFINE_PER_CPU(int, counts);

static bool pref_tryget_live(struct pref *r)
{
	bool ret = true;

	rcu_read_lock();
	if (!READ_ONCE(r->dying))
		this_cpu_inc(counts);
	else
		ret = false;
	rcu_read_unlock();
	return ret;
}

static void pref_put(struct pref *r)
{
	rcu_read_lock();
	if (!READ_ONCE(r->dying))
		this_cpu_dec(counts);
	else if (atomic_dec_and_test(&r->count))
		complete(&r->done);
	rcu_read_unlock();
}

static void pref_kill_and_wait(struct pref *r)
{
	int cpu, sum = 0;

	WRITE_ONCE(r->dying, true);
#ifndef NO_GRACE
	synchronize_rcu();
#endif
	for_each_possible_cpu(cpu)
		sum += READ_ONCE(*per_cpu_ptr(&counts, cpu));
	atomic_add(sum - BIAS, &r->count);
	if (atomic_dec_and_test(&r->count))	/* the first reference */
		complete(&r->done);
	wait_for_completion(&r->done);
}

static struct dev __rcu *pub;

static void setup(void)
{
	d = kzalloc(sizeof(*d), GFP_KERNEL);
	atomic_set(&d->ref.count, 1 + BIAS);
	init_completion(&d->ref.done);
	rcu_assign_pointer(pub, d);
}

static void user(void)
{
	struct dev *x;

	rcu_read_lock();
	x = rcu_dereference(pub);
	if (!x || !pref_tryget_live(&x->ref)) {
		rcu_read_unlock();
		return;
	}
	rcu_read_unlock();
	WRITE_ONCE(x->data, 1);
	cover("used");
	pref_put(&x->ref);
}
static void kill(void)
{
	RCU_INIT_POINTER(pub, NULL);
	pref_kill_and_wait(&d->ref);
	synchronize_rcu();
	kfree(d);
}

struct scenario kill_vs_use = {
	.about = "who kills it counts what the CPUs hold once nobody counts there any more",
	.init = setup, .threads = { user, kill },
#if defined(NO_GRACE)
	.expect = DEADLOCK,
#endif
};
