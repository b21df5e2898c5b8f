/* A list that is walked under RCU; what checks the list is no part of what is ordered. */
#include <quiesce.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#pragma quiesce variant(at_once, AT_ONCE)
#pragma quiesce variant(after_grace_period)

struct node {
	struct list_head list;
	int handle;
	struct rcu_head rcu;
};

static LIST_HEAD(nodes);
static DEFINE_SPINLOCK(lock);

static void add(void)
{
	struct node *node = kzalloc(sizeof(*node), GFP_KERNEL);

	if (choose(false, true)) {
		kfree(node);
		return;
	}
	node->handle = 7;
	list_add_rcu(&node->list, &nodes);
}

static void look_up(void)
{
	struct node *node;

	rcu_read_lock();
	list_for_each_entry_rcu(node, &nodes, list)
		assert(READ_ONCE(node->handle) == 7);
	rcu_read_unlock();
}

static void flush(void)
{
	struct node *node, *next;

	spin_lock_bh(&lock);
	list_for_each_entry_safe(node, next, &nodes, list) {
		list_del_rcu(&node->list);
#ifdef AT_ONCE
		kfree(node);
#else
		kfree_rcu(node, rcu);
#endif
	}
	spin_unlock_bh(&lock);
}

struct scenario lookup_and_flush = {
	.about = "a walk meets nothing that has been freed",
	.memory = MEMORY_LKMM,
	.init = add,
	.threads = { look_up, flush },
#ifdef AT_ONCE
	.expect = USE_AFTER_FREE,
#endif
};
