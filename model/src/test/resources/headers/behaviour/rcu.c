/* What RCU and SRCU mean. */
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/srcu.h>

struct entry {
	int value;
	struct rcu_head rcu;
};

static struct entry __rcu *published;
static int seen;
static DEFINE_SPINLOCK(lock);
DEFINE_STATIC_SRCU(domain);

static void publish(void)
{
	struct entry *e = kzalloc(sizeof(*e), GFP_KERNEL);

	rcu_assign_pointer(published, e);
}

static struct entry *withdraw(void)
{
	return rcu_replace_pointer(published, NULL, true);
}

static void look(struct entry *e)
{
	if (e)
		WRITE_ONCE(seen, e->value);
}

static void reader(void)
{
	rcu_read_lock();
	look(rcu_dereference(published));
	rcu_read_unlock();
}

static void reader_bh(void)
{
	rcu_read_lock_bh();
	BUG_ON(!in_softirq());
	look(rcu_dereference_bh(published));
	rcu_read_unlock_bh();
	BUG_ON(in_softirq());
}

static void free_at_once(void)
{
	kfree(withdraw());
}
struct scenario freed_under_a_reader = { .init = publish, .threads = { reader, free_at_once }, .expect = USE_AFTER_FREE };

static void free_after_waiting(void)
{
	struct entry *e = withdraw();

	synchronize_rcu();
	kfree(e);
}
struct scenario a_grace_period_waits_for_readers = { .init = publish, .threads = { reader, reader_bh, free_after_waiting } };

static void handler(void)
{
	look(rcu_dereference(published));
}
struct scenario a_softirq_is_a_reader = {
	.init = publish, .threads = { free_after_waiting }, .softirqs = { handler }
};

static void free_later(void)
{
	struct entry *e = withdraw();

	kfree_rcu(e, rcu);
}
struct scenario kfree_rcu_waits_for_readers = { .init = publish, .threads = { reader, free_later } };

static void callback(struct rcu_head *head)
{
	kfree(container_of(head, struct entry, rcu));
}

static void free_in_callback(void)
{
	call_rcu(&withdraw()->rcu, callback);
	rcu_barrier();
}
struct scenario a_callback_waits_for_readers = { .init = publish, .threads = { reader, free_in_callback } };

static void free_twice(void)
{
	struct entry *e = withdraw();

	kfree_rcu(e, rcu);
	kfree_rcu(e, rcu);
}
struct scenario freed_twice_later = { .init = publish, .threads = { free_twice }, .expect = DOUBLE_FREE };

static void bare(void)
{
	look(rcu_dereference(published));
}
struct scenario dereference_outside = { .threads = { bare }, .expect = RCU_MISUSE };

static void under_spinlock(void)
{
	spin_lock(&lock);
	look(rcu_dereference(published));
	spin_unlock(&lock);
}
struct scenario a_spinlock_is_no_section = { .threads = { under_spinlock }, .expect = RCU_MISUSE };

static void checked(void)
{
	spin_lock(&lock);
	look(rcu_dereference_check(published, lockdep_is_held(&lock)));
	look(rcu_dereference_protected(published, lockdep_is_held(&lock)));
	spin_unlock(&lock);
}
struct scenario a_condition_stands_for_a_section = { .init = publish, .threads = { checked }, .exit = free_at_once };

static void unprotected(void)
{
	look(rcu_dereference_protected(published, lockdep_is_held(&lock)));
}
struct scenario protection_is_missing = { .threads = { unprotected }, .expect = RCU_MISUSE };

static void wrong_flavour(void)
{
	rcu_read_lock();
	look(rcu_dereference_bh(published));
	rcu_read_unlock();
}
struct scenario bottom_halves_are_on = { .threads = { wrong_flavour }, .expect = RCU_MISUSE };

static void waits_for_itself(void)
{
	rcu_read_lock();
	synchronize_rcu();
	rcu_read_unlock();
}
struct scenario waiting_inside = { .threads = { waits_for_itself }, .expect = RCU_MISUSE };

static void never_leaves(void)
{
	rcu_read_lock();
}
struct scenario never_left = { .threads = { never_leaves }, .expect = LOCK_MISUSE };

static void sleeps_inside(void)
{
	rcu_read_lock();
	kfree(kmalloc(8, GFP_KERNEL));
	rcu_read_unlock();
}
struct scenario sleeping_inside = { .threads = { sleeps_inside }, .expect = SLEEP_IN_ATOMIC };

static void srcu_reader(void)
{
	int cookie = srcu_read_lock(&domain);

	look(srcu_dereference(published, &domain));
	srcu_read_unlock(&domain, cookie);
}

static void srcu_free(void)
{
	struct entry *e = withdraw();

	synchronize_srcu(&domain);
	kfree(e);
}

static void srcu_free_in_callback(void)
{
	call_srcu(&domain, &withdraw()->rcu, callback);
	srcu_barrier(&domain);
}
struct scenario srcu_waits_for_its_readers = { .init = publish, .threads = { srcu_reader, srcu_free } };
struct scenario srcu_callbacks_wait_too = { .init = publish, .threads = { srcu_reader, srcu_free_in_callback } };
struct scenario rcu_does_not_wait_for_srcu = {
	.init = publish, .threads = { srcu_reader, free_after_waiting }, .expect = USE_AFTER_FREE
};
struct scenario srcu_does_not_wait_for_rcu = {
	.init = publish, .threads = { reader, srcu_free }, .expect = USE_AFTER_FREE
};
