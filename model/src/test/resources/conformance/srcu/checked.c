/* What is published under SRCU is looked at inside a section of that domain. */
#include <quiesce.h>
#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/srcu.h>

#pragma quiesce variant(inside)
#pragma quiesce variant(outside, OUTSIDE)
#pragma quiesce variant(inside_of_another, OTHER)
#pragma quiesce variant(lock_not_held, UNLOCKED)
#pragma quiesce variant(list_outside, LIST)

struct item {
	struct list_head list;
	int value;
};

DEFINE_STATIC_SRCU(domain);
DEFINE_STATIC_SRCU(other);
static DEFINE_MUTEX(lock);
static struct item __rcu *published;
static LIST_HEAD(items);

static void publish(void)
{
	struct item *item = kzalloc(sizeof(*item), GFP_KERNEL);

	item->value = 4;
	list_add_rcu(&item->list, &items);
	rcu_assign_pointer(published, item);
}

static void reader(void)
{
	struct item *item;
	int outer = srcu_read_lock(&domain);
	int idx = srcu_read_lock(&domain);

	srcu_read_unlock(&domain, idx);
	WARN_ON(!srcu_read_lock_held(&domain) || srcu_read_lock_held(&other));
#ifdef OUTSIDE
	srcu_read_unlock(&domain, outer);
#endif
#ifdef OTHER
	item = srcu_dereference(published, &other);
#else
	item = srcu_dereference(published, &domain);
#endif
	BUG_ON(READ_ONCE(item->value) != 4);
#ifndef OUTSIDE
	srcu_read_unlock(&domain, outer);
#endif
	WARN_ON(srcu_read_lock_held(&domain));
	cover("read");
}

static void lister(void)
{
	struct item *item;
#ifndef LIST
	int idx = srcu_read_lock(&domain);
#endif

	list_for_each_entry_srcu(item, &items, list, srcu_read_lock_held(&domain))
		cover("seen");
#ifndef LIST
	srcu_read_unlock(&domain, idx);
#endif
}

static void updater(void)
{
	struct item *item;

#ifndef UNLOCKED
	mutex_lock(&lock);
#endif
	item = srcu_dereference_check(published, &domain, lockdep_is_held(&lock));
	BUG_ON(item->value != 4);
#ifndef UNLOCKED
	mutex_unlock(&lock);
#endif
}

struct scenario srcu_checked = {
	.about = "looking outside of a section is found",
	.init = publish,
	.threads = { reader, lister, updater },
#if defined(OUTSIDE) || defined(OTHER) || defined(UNLOCKED) || defined(LIST)
	.expect = RCU_MISUSE,
#endif
};
