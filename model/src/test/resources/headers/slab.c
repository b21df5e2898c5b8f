/* Uses what <linux/slab.h> and <linux/gfp.h> offer. */
#include <linux/slab.h>

struct packet {
	int length;
	u8 data[];
};

struct flow {
	int id;
};

static struct kmem_cache *flows;

static void construct(void *object)
{
	((struct flow *)object)->id = 1;
}

static void caches(gfp_t gfp)
{
	struct kmem_cache *other = kmem_cache_create("flow", sizeof(struct flow), 0, SLAB_HWCACHE_ALIGN | SLAB_PANIC, NULL);
	struct flow *f;

	flows = kmem_cache_create("flow", sizeof(struct flow), 0, SLAB_TYPESAFE_BY_RCU, construct);
	kmem_cache_destroy(other);
	other = KMEM_CACHE(flow, SLAB_ACCOUNT);
	kmem_cache_destroy(other);
	f = kmem_cache_alloc(flows, GFP_ATOMIC);
	if (f)
		kmem_cache_free(flows, f);
	f = kmem_cache_zalloc(flows, gfp);
	kmem_cache_free(flows, f);
	kmem_cache_destroy(NULL);
	kmem_cache_destroy(flows);
}

static void objects(gfp_t gfp, int n)
{
	struct packet *p = kmalloc(struct_size(p, data, n), gfp);
	struct flow *f = kzalloc(sizeof(*f), GFP_KERNEL | __GFP_NOFAIL);
	struct flow *copy = kmemdup(f, sizeof(*f), GFP_KERNEL);
	struct flow *many = kcalloc(n, sizeof(*many), GFP_ATOMIC);
	int *ints = kmalloc_array(n, sizeof(int), GFP_NOWAIT);

	kfree(p);
	kfree(NULL);
	kvfree(f);
	kfree_sensitive(copy);
	kfree(many);
	kfree(ints);
	f = kvzalloc(sizeof(*f), GFP_KERNEL);
	vfree(f);
	f = kzalloc_obj(*f, GFP_KERNEL);
	kfree(f);
	if (gfpflags_allow_blocking(gfp))
		kfree(kmalloc_node(4, gfp, 0));
	kfree(kvmalloc(4, gfp));
	kfree(kvcalloc(4, 4, gfp));
}

static void all_of_them(void)
{
	caches(GFP_KERNEL);
	objects(GFP_ATOMIC, 2);
}

struct scenario slab = { .threads = { all_of_them } };
