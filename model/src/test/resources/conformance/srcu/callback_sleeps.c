/* A callback of SRCU runs with bottom halves disabled: it must not sleep. Its readers may. */
#include <quiesce.h>
#include <linux/container_of.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/srcu.h>

#pragma quiesce variant(spins)
#pragma quiesce variant(sleeps, SLEEPS)

DEFINE_STATIC_SRCU(domain);
static DEFINE_SPINLOCK(lock);
static DEFINE_MUTEX(mutex);

struct entry { struct rcu_head rcu; };
static struct entry *entry;

static void create(void)
{
	entry = kzalloc(sizeof(*entry), GFP_KERNEL);
}

static void drop(struct rcu_head *head)
{
#ifdef SLEEPS
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
#else
	spin_lock(&lock);
	spin_unlock(&lock);
#endif
	kfree(container_of(head, struct entry, rcu));
	cover("freed");
}

static void remove(void)
{
	call_srcu(&domain, &entry->rcu, drop);
	srcu_barrier(&domain);
}

static void reader(void)
{
	int idx = srcu_read_lock(&domain);

	mutex_lock(&mutex);
	mutex_unlock(&mutex);
	srcu_read_unlock(&domain, idx);
}

struct scenario callback = {
	.init = create,
	.threads = { remove, reader },
#ifdef SLEEPS
	.expect = SLEEP_IN_ATOMIC,
#endif
};
