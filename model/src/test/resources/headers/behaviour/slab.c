/* What allocation means. */
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/string.h>

struct flow {
	int id;
	int hits;
};

static struct kmem_cache *cache;
static struct flow *shared;
static int seen;

static void reader(void)
{
	struct flow *f;

	rcu_read_lock();
	f = READ_ONCE(shared);
	if (f)
		seen = READ_ONCE(f->id);
	rcu_read_unlock();
}

static void free_to_cache(void)
{
	struct flow *f = xchg(&shared, NULL);

	kmem_cache_free(cache, f);
}

static void destroy(void)
{
	kmem_cache_destroy(cache);
}

static void create_typesafe(void)
{
	cache = kmem_cache_create("flow", sizeof(struct flow), 0, SLAB_TYPESAFE_BY_RCU | SLAB_HWCACHE_ALIGN, NULL);
	shared = kmem_cache_zalloc(cache, GFP_KERNEL);
}

static void create(void)
{
	cache = KMEM_CACHE(flow, SLAB_HWCACHE_ALIGN);
	shared = kmem_cache_zalloc(cache, GFP_KERNEL);
}
struct scenario a_typesafe_object_stays_readable = {
	.init = create_typesafe, .threads = { reader, free_to_cache }, .exit = destroy
};
struct scenario any_other_does_not = {
	.init = create, .threads = { reader, free_to_cache }, .exit = destroy, .expect = USE_AFTER_FREE
};

static void construct(void *object)
{
	((struct flow *)object)->id = 7;
}

static void constructed(void)
{
	struct kmem_cache *own = kmem_cache_create("flow", sizeof(struct flow), 0, 0, construct);
	struct flow *f = kmem_cache_alloc(own, GFP_KERNEL);

	BUG_ON(f->id != 7);
	kmem_cache_free(own, f);
	kmem_cache_destroy(own);
}
struct scenario a_constructor_runs = { .threads = { constructed } };

static void forgets(void)
{
	struct flow *f = kmalloc(sizeof(*f), GFP_KERNEL);

	f->id = 1;
}
struct scenario forgotten = { .threads = { forgets }, .expect = MEMORY_LEAK };

static void reads_too_early(void)
{
	struct flow *f = kmalloc(sizeof(*f), GFP_KERNEL);

	seen = f->id;
	kfree(f);
}
struct scenario read_before_written = { .threads = { reads_too_early }, .expect = UNINIT_READ };

static void frees_twice(void)
{
	struct flow *f = kzalloc(sizeof(*f), GFP_KERNEL);

	kfree(f);
	kfree(f);
}
struct scenario freed_twice = { .threads = { frees_twice }, .expect = DOUBLE_FREE };

static void does_not_look(void)
{
	struct flow *f = may_fail(kzalloc(sizeof(*f), GFP_KERNEL));

	f->id = 1;
	kfree(f);
}
struct scenario a_failure_is_not_looked_at = { .threads = { does_not_look }, .expect = NULL_DEREF };

static void copies(void)
{
	static const struct flow pattern = { .id = 3, .hits = 4 };
	struct flow *f = kmemdup(&pattern, sizeof(pattern), GFP_KERNEL), copy;

	memcpy(&copy, f, sizeof(copy));
	memset(f, 0, sizeof(*f));
	BUG_ON(copy.id != 3 || copy.hits != 4 || f->id || f->hits);
	kfree(f);
	kfree(NULL);
}
struct scenario copies_are_copies = { .threads = { copies } };
