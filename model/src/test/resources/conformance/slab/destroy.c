/*
 * Nothing is given back to a cache that has been destroyed, by callbacks neither, and nothing of it is in use then: the kernel warns
 * of objects that remain. What kfree_rcu() was given is no matter, kmem_cache_destroy() waits for that itself.
 */
#include <quiesce.h>
#include <linux/container_of.h>
#include <linux/list.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#pragma quiesce variant(barrier)
#pragma quiesce variant(no_barrier, NO_BARRIER)
#pragma quiesce variant(kfree_rcu, KFREE_RCU)
#pragma quiesce variant(forgotten, FORGOTTEN)

struct entry { struct list_head link; struct rcu_head rcu; };
static struct kmem_cache *cache, *other;
static struct entry *elsewhere;
static LIST_HEAD(table);

static void create(void)
{
	struct entry *e;

	cache = KMEM_CACHE(entry, 0);
	other = KMEM_CACHE(entry, 0);
	e = kmem_cache_alloc(cache, GFP_KERNEL);
	list_add(&e->link, &table);
	elsewhere = kmem_cache_alloc(other, GFP_KERNEL);
}

static void free_entry(struct rcu_head *head)
{
	kmem_cache_free(cache, container_of(head, struct entry, rcu));
}

static void destroy(void)
{
	struct entry *e = list_first_entry(&table, struct entry, link);

#if defined(FORGOTTEN)
	cover("still on the list");
#elif defined(KFREE_RCU)
	list_del(&e->link);
	kfree_rcu(e, rcu);
#else
	list_del(&e->link);
	call_rcu(&e->rcu, free_entry);
#ifndef NO_BARRIER
	rcu_barrier();
#endif
#endif
	kmem_cache_destroy(cache);
	cover("destroyed");
}

static void destroy_other(void)
{
	kmem_cache_free(other, elsewhere);
	kmem_cache_destroy(other);
}

struct scenario unload = {
	.about = "callbacks that free to the cache come before it goes",
	.init = create,
	.threads = { destroy },
	.exit = destroy_other,
#if defined(NO_BARRIER)
	.expect = USE_AFTER_FREE,
#elif defined(FORGOTTEN)
	.expect = MEMORY_LEAK,
#endif
};

struct scenario unload_at_exit = {
	.about = "the same with nobody else about",
	.init = create,
	.threads = { destroy_other },
	.exit = destroy,
#if defined(NO_BARRIER)
	.expect = USE_AFTER_FREE,
#elif defined(FORGOTTEN)
	.expect = MEMORY_LEAK,
#endif
};
