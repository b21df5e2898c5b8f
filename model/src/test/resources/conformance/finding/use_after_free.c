/* USE_AFTER_FREE: a lookup without a section may still use what an updater has freed. */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#pragma quiesce variant(grace_period)
#pragma quiesce variant(freed_at_once, AT_ONCE)

struct entry { int key; };
static struct entry __rcu *table;

static void fill(void)
{
	struct entry *e = kzalloc(sizeof(*e), GFP_KERNEL);

	e->key = 7;
	rcu_assign_pointer(table, e);
}

static void look_up(void)
{
	struct entry *e;

	rcu_read_lock();
	e = rcu_dereference(table);
	if (e) {
		assert(READ_ONCE(e->key) == 7);
		cover("found");
	}
	rcu_read_unlock();
}

static void remove(void)
{
	struct entry *e = rcu_replace_pointer(table, NULL, true);

#ifndef AT_ONCE
	synchronize_rcu();
#endif
	kfree(e);
}

struct scenario lookup_vs_remove = {
	.about = "a lookup never reads a freed entry",
	.init = fill,
	.threads = { look_up, remove },
#ifdef AT_ONCE
	.expect = USE_AFTER_FREE,
#endif
};
