/* Many operations on one counter: which of them comes first decides what the others find. */
#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/slab.h>

#pragma quiesce variant(fixed)
#pragma quiesce variant(unordered, UNORDERED)

struct object {
	int key;
	refcount_t references;
	struct rcu_head rcu;
};

static struct object __rcu *published;

static void publish(void)
{
	struct object *object = kzalloc(sizeof(*object), GFP_KERNEL);

	assume(object);
	object->key = 1;
	refcount_set(&object->references, 1);
	RCU_INIT_POINTER(published, object);
}

static void free_object(struct rcu_head *head)
{
	kfree(container_of(head, struct object, rcu));
}

static void put(struct object *object)
{
#ifdef UNORDERED
	if (atomic_fetch_sub_relaxed(1, &object->references.refs) == 1)
		kfree(object);
#else
	if (refcount_dec_and_test(&object->references))
		call_rcu(&object->rcu, free_object);
#endif
}

static void get(void)
{
	struct object *object;

	rcu_read_lock();
	object = rcu_dereference(published);
	if (object && !refcount_inc_not_zero(&object->references))
		object = NULL;
	rcu_read_unlock();
	if (object) {
		BUG_ON(READ_ONCE(object->key) != 1);
		put(object);
		cover("got it");
	}
}

static void unpublish(void)
{
	struct object *object = rcu_dereference_protected(published, 1);

	RCU_INIT_POINTER(published, NULL);
	put(object);
}

struct scenario two_readers = {
	.init = publish,
	.threads = { get, get, unpublish },
	.memory = MEMORY_LKMM,
#ifdef UNORDERED
	.expect = USE_AFTER_FREE,
#endif
};

static atomic_t counter = ATOMIC_INIT(0);

static void count(void)
{
	int old;

	do {
		old = atomic_read(&counter);
	} while (atomic_cmpxchg(&counter, old, old + 1) != old);
}

static void count_carelessly(void)
{
	int old = atomic_read(&counter);

#ifdef UNORDERED
	atomic_set(&counter, old + 1);
#else
	while (!atomic_try_cmpxchg_relaxed(&counter, &old, old + 1))
		cpu_relax();
#endif
}

static void all_counted(void)
{
	BUG_ON(atomic_read(&counter) != 3);
}

struct scenario three_counters = {
	.threads = { count, count, count_carelessly },
	.exit = all_counted,
	.memory = MEMORY_LKMM,
#ifdef UNORDERED
	.expect = ASSERTION,
#endif
};
