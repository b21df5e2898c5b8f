/* A callback is found through its head: it must be there when the callback begins, and be queued once at a time. */
#include <quiesce.h>
#include <linux/container_of.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/srcu.h>

#pragma quiesce variant(right)
#pragma quiesce variant(wrong, WRONG)

struct entry { int value; struct rcu_head rcu; };
static struct entry *entry;
static int called;
DEFINE_STATIC_SRCU(domain);

static void create(void)
{
	entry = kzalloc(sizeof(*entry), GFP_KERNEL);
}

static void tell(struct rcu_head *head)
{
	WRITE_ONCE(called, called + 1);
}

static void frees_the_head(void)
{
	call_rcu(&entry->rcu, tell);
#ifndef WRONG
	rcu_barrier();
	cover("called");
#endif
	kfree(entry);
}

struct scenario head_freed = {
	.about = "a callback that uses nothing of its object is still found through it",
	.init = create,
	.threads = { frees_the_head },
#ifdef WRONG
	.expect = USE_AFTER_FREE,
#endif
};

static void frees_the_srcu_head(void)
{
	call_srcu(&domain, &entry->rcu, tell);
#ifndef WRONG
	srcu_barrier(&domain);
	cover("called");
#endif
	kfree(entry);
}

struct scenario srcu_head_freed = {
	.init = create,
	.threads = { frees_the_srcu_head },
#ifdef WRONG
	.expect = USE_AFTER_FREE,
#endif
};

static void tells_twice(void)
{
	call_rcu(&entry->rcu, tell);
#ifdef WRONG
	call_rcu(&entry->rcu, tell);
#endif
	rcu_barrier();
	kfree(entry);
	cover("told");
}

struct scenario queued_twice = {
	.about = "a head is on one list of callbacks at a time",
	.init = create,
	.threads = { tells_twice },
#ifdef WRONG
	.expect = DOUBLE_FREE,
#endif
};
