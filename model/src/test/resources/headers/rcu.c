/* Uses what rcupdate and srcu offer. */
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/srcu.h>

struct entry {
	int value;
	struct rcu_head rcu;
};

static struct entry __rcu *published;
static DEFINE_SPINLOCK(lock);
DEFINE_STATIC_SRCU(domain);

static void release(struct rcu_head *head)
{
	kfree(container_of(head, struct entry, rcu));
}

static int reader(void)
{
	struct entry *e;
	int seen = 0;

	rcu_read_lock();
	e = rcu_dereference(published);
	if (e)
		seen += e->value;
	seen += rcu_dereference_check(published, lockdep_is_held(&lock)) == e;
	seen += rcu_dereference_raw(published) == e;
	rcu_read_unlock();
	rcu_read_lock_bh();
	seen += rcu_dereference_bh(published) == e;
	rcu_read_unlock_bh();
	rcu_read_lock_sched();
	seen += rcu_dereference_sched(published) == e;
	rcu_read_unlock_sched();
	RCU_LOCKDEP_WARN(rcu_read_lock_held(), "inside a section");
	return seen + rcu_read_lock_any_held() + rcu_read_lock_bh_held() + rcu_read_lock_sched_held();
}

static void writer(void)
{
	struct entry *e = kzalloc(sizeof(*e), GFP_KERNEL), *old;

	spin_lock(&lock);
	old = rcu_dereference_protected(published, lockdep_is_held(&lock));
	rcu_assign_pointer(published, e);
	spin_unlock(&lock);
	if (old)
		call_rcu(&old->rcu, release);
	spin_lock(&lock);
	old = rcu_replace_pointer(published, NULL, lockdep_is_held(&lock));
	RCU_INIT_POINTER(published, NULL);
	spin_unlock(&lock);
	kfree_rcu(old, rcu);
	kvfree_rcu(e, rcu);
	kfree_rcu_mightsleep(e);
	kfree_rcu(e);
	if (rcu_access_pointer(published))
		e = rcu_pointer_handoff(old);
	synchronize_rcu();
	synchronize_rcu_expedited();
	synchronize_net();
	rcu_barrier();
	cond_synchronize_rcu(get_state_synchronize_rcu());
}

static void sleepable(void)
{
	struct srcu_struct own;
	struct entry *e;
	int cookie;

	if (init_srcu_struct(&own))
		return;
	cookie = srcu_read_lock(&domain);
	e = srcu_dereference(published, &domain);
	e = srcu_dereference_check(published, &domain, e || srcu_read_lock_held(&domain));
	srcu_read_unlock(&domain, cookie);
	smp_mb__after_srcu_read_unlock();
	synchronize_srcu(&domain);
	synchronize_srcu_expedited(&domain);
	call_srcu(&domain, &e->rcu, release);
	srcu_barrier(&domain);
	cleanup_srcu_struct(&own);
}

static void read_once(void)
{
	observe("seen", reader());
}

struct scenario rcu = { .threads = { read_once, writer, sleepable } };
