/* Nothing is given back to a cache that has been destroyed, by callbacks neither. */
#include <quiesce.h>
#include <linux/container_of.h>
#include <linux/list.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#pragma quiesce variant(barrier)
#pragma quiesce variant(no_barrier, NO_BARRIER)

struct entry { struct list_head link; struct rcu_head rcu; };
static struct kmem_cache *cache;
static LIST_HEAD(table);

static void create(void)
{
	struct entry *e;

	cache = KMEM_CACHE(entry, 0);
	e = kmem_cache_alloc(cache, GFP_KERNEL);
	list_add(&e->link, &table);
}

static void free_entry(struct rcu_head *head)
{
	kmem_cache_free(cache, container_of(head, struct entry, rcu));
}

static void destroy(void)
{
	struct entry *e = list_first_entry(&table, struct entry, link);

	list_del(&e->link);
	call_rcu(&e->rcu, free_entry);
#ifndef NO_BARRIER
	rcu_barrier();
#endif
	kmem_cache_destroy(cache);
	cover("destroyed");
}

struct scenario unload = {
	.about = "callbacks that free to the cache come before it goes",
	.init = create,
	.threads = { destroy },
#ifdef NO_BARRIER
	.expect = USE_AFTER_FREE,
#endif
};
