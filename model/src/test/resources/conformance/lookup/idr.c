/* idr_alloc gives out the lowest free id, idr_alloc_cyclic the next one; a lookup needs RCU, and a grace period before kfree. */
#include <quiesce.h>
#include <linux/idr.h>
#include <linux/slab.h>

#pragma quiesce variant(kfree_after_rcu)
#pragma quiesce variant(kfree_at_once, AT_ONCE)
#pragma quiesce variant(cyclic_reuses, CYCLIC_REUSES)

static DEFINE_IDR(idr);

static void create(void)
{
	int *value = kzalloc(sizeof(*value), GFP_KERNEL);
	int id;

	BUG_ON(idr_alloc(&idr, value, 1, 0, GFP_KERNEL) != 1);
	id = idr_alloc_cyclic(&idr, value, 1, 0, GFP_KERNEL);
	BUG_ON(id != 2);
	idr_remove(&idr, id);
	id = idr_alloc_cyclic(&idr, value, 1, 0, GFP_KERNEL);
#ifdef CYCLIC_REUSES
	BUG_ON(id != 2);
#else
	BUG_ON(id != 3);
#endif
	BUG_ON(idr_remove(&idr, id) != value);
	BUG_ON(idr_remove(&idr, id));
	BUG_ON(idr_replace(&idr, value, 1) != value);
	idr_for_each_entry(&idr, value, id)
		BUG_ON(id != 1);
}

static void look(void)
{
	int *value;

	rcu_read_lock();
	value = idr_find(&idr, 1);
	if (value) {
		observe("value", *value);
		cover("found");
	}
	rcu_read_unlock();
}

static void remove(void)
{
	int *value = idr_remove(&idr, 1);

#ifndef AT_ONCE
	synchronize_rcu();
#endif
	kfree(value);
	BUG_ON(!idr_is_empty(&idr));
}

struct scenario ids = {
	.about = "who looks up an id is an RCU reader",
	.init = create,
	.threads = { look, remove },
#if defined(AT_ONCE)
	.expect = USE_AFTER_FREE,
#elif defined(CYCLIC_REUSES)
	.expect = ASSERTION,
#endif
};
