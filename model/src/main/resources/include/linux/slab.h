#ifndef _LINUX_SLAB_H
#define _LINUX_SLAB_H

#include <linux/__q_tables.h>
#include <linux/cleanup.h>
#include <linux/gfp.h>
#include <linux/rcupdate.h>
#include <linux/workqueue.h>

/* SLAB_TYPESAFE_BY_RCU: freed objects keep their contents and may be read under RCU, also when they are in use again. */
#define SLAB_TYPESAFE_BY_RCU ((slab_flags_t)0x80000)

/* Other cache flags: accepted, no meaning here. */
#define SLAB_HWCACHE_ALIGN ((slab_flags_t)0x2000)
#define SLAB_PANIC ((slab_flags_t)0x40000)
#define SLAB_ACCOUNT ((slab_flags_t)0x4000000)
#define SLAB_RECLAIM_ACCOUNT ((slab_flags_t)0x20000)
#define SLAB_MEM_SPREAD ((slab_flags_t)0)
#define SLAB_POISON ((slab_flags_t)0x800)
#define SLAB_RED_ZONE ((slab_flags_t)0x400)
#define SLAB_NO_MERGE ((slab_flags_t)0x1000000)

/* The bits of __q_alloc() that GFP flags ask for: __GFP_ZERO and __GFP_NOFAIL. */
#define __Q_GFP_BITS(gfp) (((unsigned long)(gfp) >> 8 & __Q_ALLOC_ZERO) | ((unsigned long)(gfp) >> 14 & __Q_ALLOC_NO_FAIL))

/* One allocation: sleeps if the flags allow it, then makes the object, or none. */
#define __q_kmalloc(what, size, gfp, bits) ({ \
	if ((gfp) & __GFP_DIRECT_RECLAIM) \
		__q_might_sleep(what); \
	__q_alloc((size), 0, __Q_GFP_BITS(gfp) | (bits)); \
})

/* kmalloc(size, gfp): a new object without contents; may sleep with GFP_KERNEL; fails only with --fail-alloc. */
#define kmalloc(size, gfp) __q_kmalloc("kmalloc(" #gfp ")", size, gfp, 0)

/* kzalloc(size, gfp): the same, all zero. */
#define kzalloc(size, gfp) __q_kmalloc("kzalloc(" #gfp ")", size, gfp, __Q_ALLOC_ZERO)

/* kmalloc_array(n, size, gfp), kcalloc(n, size, gfp): n elements in one object, the latter all zero. */
#define kmalloc_array(n, size, gfp) __q_kmalloc("kmalloc_array(" #gfp ")", (n) * (size), gfp, 0)
#define kcalloc(n, size, gfp) __q_kmalloc("kcalloc(" #gfp ")", (n) * (size), gfp, __Q_ALLOC_ZERO)

/* kmalloc_obj(what[, gfp]) …: an object of the type of an expression, with a pointer of its type; GFP_KERNEL if not said. */
#define __q_second_gfp(first, second, ...) second
#define __q_default_gfp(...) __q_second_gfp(0, ##__VA_ARGS__, GFP_KERNEL)
#define __q_kmalloc_obj(name, what, n, gfp, bits) ((typeof(what) *)__q_kmalloc(name, (n) * sizeof(typeof(what)), gfp, bits))
#define kmalloc_obj(what, ...) __q_kmalloc_obj("kmalloc_obj", what, 1, __q_default_gfp(__VA_ARGS__), 0)
#define kzalloc_obj(what, ...) __q_kmalloc_obj("kzalloc_obj", what, 1, __q_default_gfp(__VA_ARGS__), __Q_ALLOC_ZERO)
#define kmalloc_objs(what, n, ...) __q_kmalloc_obj("kmalloc_objs", what, n, __q_default_gfp(__VA_ARGS__), 0)
#define kzalloc_objs(what, n, ...) __q_kmalloc_obj("kzalloc_objs", what, n, __q_default_gfp(__VA_ARGS__), __Q_ALLOC_ZERO)

/* kmalloc_node(size, gfp, node), kvmalloc(size, gfp), vmalloc(size) …: where the memory comes from is no matter here. */
#define kmalloc_node(size, gfp, node) __q_kmalloc("kmalloc_node(" #gfp ")", size, gfp, 0)
#define kzalloc_node(size, gfp, node) __q_kmalloc("kzalloc_node(" #gfp ")", size, gfp, __Q_ALLOC_ZERO)
#define kcalloc_node(n, size, gfp, node) __q_kmalloc("kcalloc_node(" #gfp ")", (n) * (size), gfp, __Q_ALLOC_ZERO)
#define kmalloc_array_node(n, size, gfp, node) __q_kmalloc("kmalloc_array_node(" #gfp ")", (n) * (size), gfp, 0)
#define kvmalloc(size, gfp) __q_kmalloc("kvmalloc(" #gfp ")", size, gfp, 0)
#define kvzalloc(size, gfp) __q_kmalloc("kvzalloc(" #gfp ")", size, gfp, __Q_ALLOC_ZERO)
#define kvmalloc_array(n, size, gfp) __q_kmalloc("kvmalloc_array(" #gfp ")", (n) * (size), gfp, 0)
#define kvfree_sensitive(object, size) ((void)(size), kvfree(object))
#define kvcalloc(n, size, gfp) __q_kmalloc("kvcalloc(" #gfp ")", (n) * (size), gfp, __Q_ALLOC_ZERO)
#define vmalloc(size) __q_kmalloc("vmalloc", size, GFP_KERNEL, 0)
#define vzalloc(size) __q_kmalloc("vzalloc", size, GFP_KERNEL, __Q_ALLOC_ZERO)

/* kmemdup(source, size, gfp): a new object that is a copy, made field by field, of what source points to. */
#define kmemdup(source, size, gfp) ({ \
	const typeof(*(source)) *__q_dup_from = (source); \
	unsigned long __q_dup_size = (size); \
	typeof(({ *(source); })) *__q_dup = __q_kmalloc("kmemdup(" #gfp ")", __q_dup_size, gfp, 0); \
	if (__q_dup) \
		__q_copy(__q_dup, __q_dup_from, __builtin_choose_expr(__builtin_constant_p(size), (size), __q_dup_size)); \
	(void *)__q_dup; \
})
#define kmemdup_array(source, n, size, gfp) kmemdup(source, (n) * (size), gfp)

/* kfree(object): frees what kmalloc() and the like made; NULL is fine, a second time is DOUBLE_FREE. */
static inline void kfree(const void *object)
{
	__q_free(object, 0);
}

/* kvfree(object), vfree(object), kfree_sensitive(object): the same. */
static inline void kvfree(const void *object)
{
	__q_free(object, 0);
}

/* vfree(object): as kfree(). */
static inline void vfree(const void *object)
{
	__q_free(object, 0);
}

/* kfree_sensitive(object): as kfree(). */
static inline void kfree_sensitive(const void *object)
{
	__q_free(object, 0);
}

/* kfree_const(object): as kfree(). */
static inline void kfree_const(const void *object)
{
	__q_free(object, 0);
}

/* struct_size(p, member, n): the size of *p with n elements in its flexible array. */
#define struct_size(p, member, n) (sizeof(*(p)) + (n) * sizeof((p)->member[0]))
#define struct_size_t(type, member, n) struct_size((type *)0, member, n)
#define flex_array_size(p, member, n) ((n) * sizeof((p)->member[0]))
#define array_size(a, b) ((size_t)(a) * (b))
#define size_mul(a, b) ((size_t)(a) * (b))
#define size_add(a, b) ((size_t)(a) + (b))

/* struct kmem_cache: a cache: an allocation may return any object that was freed to it, or a fresh one. */
struct kmem_cache {
	unsigned long object_size;
	slab_flags_t flags;
	void (*ctor)(void *object);
};

/* A new cache. */
static inline struct kmem_cache *__q_cache_create(unsigned long size, slab_flags_t flags, void (*ctor)(void *object))
{
	struct kmem_cache *cache;

	__q_might_sleep("kmem_cache_create");
	cache = __q_alloc(sizeof(struct kmem_cache), 0, 0);
	if (cache) {
		cache->object_size = size;
		cache->flags = flags;
		cache->ctor = ctor;
	}
	return cache;
}

/* kmem_cache_create(name, size, align, flags, ctor), or (name, size, args, flags): a new cache; may sleep. */
#define __Q_CACHE_CREATE_4(name, size, align, flags) __q_cache_create(size, flags, 0)
#define __Q_CACHE_CREATE_5(name, size, align, flags, ctor) __q_cache_create(size, flags, ctor)
#define __Q_CACHE_CREATE_N(_1, _2, _3, _4, _5, name, ...) name
#define kmem_cache_create(...) \
	__Q_CACHE_CREATE_N(__VA_ARGS__, __Q_CACHE_CREATE_5, __Q_CACHE_CREATE_4, 0, 0, 0, 0)(__VA_ARGS__)
#define kmem_cache_create_usercopy(name, size, align, flags, offset, length, ctor) __q_cache_create(size, flags, ctor)

/* KMEM_CACHE(type, flags): a cache of objects of that struct. */
#define KMEM_CACHE(type, flags) __q_cache_create(sizeof(struct type), flags, 0)

/*
 * kmem_cache_destroy(cache): frees a cache; NULL is fine. What is still in use of it is a MEMORY_LEAK here, but for what kfree_rcu()
 * was given. Giving an object back afterwards is a use after free: rcu_barrier() first, where call_rcu() has callbacks that do.
 */
static inline void kmem_cache_destroy(struct kmem_cache *cache)
{
	__q_might_sleep("kmem_cache_destroy");
	__q_free(cache, cache);
}

static inline void *__q_cache_alloc(struct kmem_cache *cache, gfp_t gfp, unsigned long bits)
{
	void *object;

	if (cache->flags & SLAB_TYPESAFE_BY_RCU)
		bits |= __Q_ALLOC_TYPESAFE;
	object = __q_alloc(cache->object_size, cache, __Q_GFP_BITS(gfp) | bits);
	if (object && cache->ctor)
		cache->ctor(object);
	return object;
}

/* kmem_cache_alloc(cache, gfp): an object without contents: one that was freed before, or a fresh one. */
#define kmem_cache_alloc(cache, gfp) ({ \
	if ((gfp) & __GFP_DIRECT_RECLAIM) \
		__q_might_sleep("kmem_cache_alloc(" #gfp ")"); \
	__q_cache_alloc(cache, gfp, 0); \
})

/* kmem_cache_zalloc(cache, gfp): the same, all zero. */
#define kmem_cache_zalloc(cache, gfp) ({ \
	if ((gfp) & __GFP_DIRECT_RECLAIM) \
		__q_might_sleep("kmem_cache_zalloc(" #gfp ")"); \
	__q_cache_alloc(cache, gfp, __Q_ALLOC_ZERO); \
})
#define kmem_cache_alloc_node(cache, gfp, node) kmem_cache_alloc(cache, gfp)

/* kmem_cache_free(cache, object): gives the object back to its cache, which must be there still. */
static inline void kmem_cache_free(struct kmem_cache *cache, void *object)
{
	__q_step {
		__q_touch(&cache->object_size);
		__q_free(object, cache);
	}
}

/* __free(kfree), __free(kvfree): freed where the scope is left. */
DEFINE_FREE(kfree, void *, if (!IS_ERR_OR_NULL(_T)) kfree(_T))
DEFINE_FREE(kvfree, void *, if (!IS_ERR_OR_NULL(_T)) kvfree(_T))
DEFINE_FREE(kfree_sensitive, void *, if (_T) kfree_sensitive(_T))

#endif
