/* call_rcu() and kfree_rcu() run after a grace period; rcu_barrier() waits for those queued before it. */
#include <quiesce.h>
#include <linux/container_of.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#pragma quiesce variant(barrier)
#pragma quiesce variant(grace_period_is_no_barrier, NO_BARRIER)
#pragma quiesce variant(queued_before_unpublished, TOO_EARLY)

struct entry { int value; struct rcu_head rcu; };
static struct entry __rcu *table;
static bool freed;

static void fill(void)
{
	struct entry *e = kzalloc(sizeof(*e), GFP_KERNEL);

	e->value = 1;
	rcu_assign_pointer(table, e);
}

static void free_entry(struct rcu_head *head)
{
	kfree(container_of(head, struct entry, rcu));
	WRITE_ONCE(freed, true);
}

static void reader(void)
{
	struct entry *e;

	rcu_read_lock();
	e = rcu_dereference(table);
	if (e)
		assert(READ_ONCE(e->value) == 1);
	rcu_read_unlock();
}

static void remover(void)
{
	struct entry *e = rcu_dereference_protected(table, true);

#ifdef TOO_EARLY
	call_rcu(&e->rcu, free_entry);
	RCU_INIT_POINTER(table, NULL);
#else
	RCU_INIT_POINTER(table, NULL);
	call_rcu(&e->rcu, free_entry);
#endif
#ifdef NO_BARRIER
	synchronize_rcu();
#else
	rcu_barrier();
#endif
	BUG_ON(!READ_ONCE(freed));
	cover("the callback has run");
}

struct scenario removal = {
	.about = "the callback has run when the barrier is over, and no reader sees a freed entry",
	.init = fill,
	.threads = { reader, remover },
#if defined(NO_BARRIER)
	.expect = ASSERTION,
#elif defined(TOO_EARLY)
	.expect = USE_AFTER_FREE,
#endif
};
