#include <quiesce.h>
#include <linux/slab.h>
#include <linux/refcount.h>
#pragma quiesce variant(good)
#pragma quiesce variant(relaxed, RELAXED)
struct obj { refcount_t ref; atomic_t a; int data; };
static struct obj *o;
static void setup(void) { o = kzalloc(sizeof(*o), GFP_KERNEL); refcount_set(&o->ref, 2); atomic_set(&o->a, 2); }
static void put(struct obj *p)
{
#ifdef RELAXED
	if (atomic_dec_return_relaxed(&p->a) == 0)
		kfree(p);
#else
	if (refcount_dec_and_test(&p->ref))
		kfree(p);
#endif
}
static void a(void) { WRITE_ONCE(o->data, 1); put(o); }
static void b(void) { int r = READ_ONCE(o->data); (void)r; put(o); }
struct scenario last_put = {
	.init = setup,
	.threads = { a, b },
	.memory = MEMORY_LKMM,
#ifdef RELAXED
	.expect = USE_AFTER_FREE,
#endif
};
