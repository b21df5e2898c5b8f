/* An rcu_work is queued after a grace period: readers from before are gone when it runs. */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#pragma quiesce variant(after_grace_period)
#pragma quiesce variant(at_once, AT_ONCE)

struct thing {
	struct rcu_work rwork;
	int value;
};

static struct thing __rcu *shared;

static void release(struct work_struct *work)
{
	kfree(container_of(to_rcu_work(work), struct thing, rwork));
	cover("freed");
}

static void create(void)
{
	struct thing *t = kzalloc(sizeof(*t), GFP_KERNEL);

	INIT_RCU_WORK(&t->rwork, release);
	rcu_assign_pointer(shared, t);
}

static void reader(void)
{
	struct thing *t;

	rcu_read_lock();
	t = rcu_dereference(shared);
	if (t)
		observe("value", t->value);
	rcu_read_unlock();
}

static void writer(void)
{
	struct thing *t = rcu_dereference_protected(shared, 1);

	RCU_INIT_POINTER(shared, NULL);
#ifdef AT_ONCE
	schedule_work(&t->rwork.work);
#else
	queue_rcu_work(system_wq, &t->rwork);
#endif
}

struct scenario free_by_rcu_work = {
	.about = "an rcu_work may free what readers have seen",
	.init = create,
	.threads = { reader, writer },
#ifdef AT_ONCE
	.expect = USE_AFTER_FREE,
#endif
};
