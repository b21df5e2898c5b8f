/* SLAB_TYPESAFE_BY_RCU: an object found under RCU may have been freed and handed out again, so look at it twice. */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/slab.h>

#pragma quiesce variant(checked_again)
#pragma quiesce variant(not_checked, UNCHECKED)
#pragma quiesce variant(outside_section, OUTSIDE)
#pragma quiesce variant(cache_not_typesafe, NOT_TYPESAFE)

struct object { refcount_t ref; int key; };
static struct kmem_cache *cache;
static struct object __rcu *slot;

static struct object *make(int key)
{
	struct object *o = kmem_cache_alloc(cache, GFP_KERNEL);

	o->key = key;
	refcount_set_release(&o->ref, 1);
	return o;
}

static void put(struct object *o)
{
	if (refcount_dec_and_test(&o->ref))
		kmem_cache_free(cache, o);
}

static void setup(void)
{
#ifdef NOT_TYPESAFE
	cache = kmem_cache_create("objects", sizeof(struct object), 0, 0, NULL);
#else
	cache = kmem_cache_create("objects", sizeof(struct object), 0, SLAB_TYPESAFE_BY_RCU, NULL);
#endif
	rcu_assign_pointer(slot, make(1));
}

static void look_up(void)
{
	struct object *o;

#ifndef OUTSIDE
	rcu_read_lock();
#endif
	o = rcu_dereference_raw(slot);
	if (o && refcount_inc_not_zero(&o->ref)) {
#ifndef UNCHECKED
		if (READ_ONCE(o->key) != 1) {
			cover("it has become another");
			put(o);
			o = NULL;
		}
#endif
	} else {
		o = NULL;
	}
#ifndef OUTSIDE
	rcu_read_unlock();
#endif
	if (o) {
		assert(READ_ONCE(o->key) == 1);
		cover("found");
		put(o);
	}
}

static void replace(void)
{
	struct object *o = rcu_replace_pointer(slot, NULL, true);

	put(o);
	o = make(2);
	put(o);
}

struct scenario recycled = {
	.about = "a lookup ends with the object it looked for",
	.init = setup,
	.threads = { look_up, replace },
#if defined(UNCHECKED)
	.expect = ASSERTION,
#elif defined(OUTSIDE) || defined(NOT_TYPESAFE)
	.expect = USE_AFTER_FREE,
#endif
};
