/* rcu_barrier() waits for what was queued before it, wherever that was, and for nothing that is queued after it. */
#include <quiesce.h>
#include <linux/container_of.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#pragma quiesce variant(in_time, IN_TIME)
#pragma quiesce variant(too_early, TOO_EARLY)
#pragma quiesce variant(forgotten)

struct item { struct rcu_head rcu; };
static struct item *item;
static int *count;

static void create(void)
{
	item = kzalloc(sizeof(*item), GFP_KERNEL);
	count = kzalloc(sizeof(*count), GFP_KERNEL);
}

static void free_item(struct rcu_head *head)
{
	WRITE_ONCE(*count, *count + 1);
	kfree(container_of(head, struct item, rcu));
	cover("freed");
}

static void idle(void)
{
}

static void destroy(void)
{
#ifdef TOO_EARLY
	rcu_barrier();
#endif
	call_rcu(&item->rcu, free_item);
#ifdef IN_TIME
	rcu_barrier();
	assert(*count == 1);
#endif
	kfree(count);
}

struct scenario in_exit = {
	.about = "what the callback counts in is freed behind it",
	.init = create,
	.threads = { idle },
	.exit = destroy,
#ifndef IN_TIME
	.expect = USE_AFTER_FREE,
#endif
};
