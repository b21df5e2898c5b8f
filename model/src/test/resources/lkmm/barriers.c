/* Who waits for callbacks does not wait for others who do, but for callbacks that cannot run. */
#include <quiesce.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/srcu.h>

#pragma quiesce variant(none_queued)
#pragma quiesce variant(held_up, HELD_UP)

static DEFINE_MUTEX(lock);
static DEFINE_SRCU(domain);

#ifdef HELD_UP
static struct rcu_head head;

static void called(struct rcu_head *unused)
{
}

/* The callback waits for the reader, the reader for the lock. */
static void waits(void)
{
	mutex_lock(&lock);
	call_srcu(&domain, &head, called);
	srcu_barrier(&domain);
	mutex_unlock(&lock);
}

static void waits_as_well(void)
{
	int idx = srcu_read_lock(&domain);

	mutex_lock(&lock);
	mutex_unlock(&lock);
	srcu_read_unlock(&domain, idx);
}
#else
static void waits(void)
{
	rcu_barrier();
}

static void waits_as_well(void)
{
	rcu_barrier();
	srcu_barrier(&domain);
}
#endif

struct scenario barriers = {
	.memory = MEMORY_LKMM,
	.threads = { waits, waits_as_well },
#ifdef HELD_UP
	.expect = DEADLOCK,
#endif
};
