/* A hash table that grows under its readers: who finds nothing in the old table looks in the new one. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/rculist.h>
#include <linux/spinlock.h>

#pragma quiesce variant(good)
#pragma quiesce variant(no_future, NO_FUTURE)
#pragma quiesce variant(published_late, LATE)
#pragma quiesce variant(old_freed_at_once, FREE_NOW)
#pragma quiesce variant(unlinked_first, UNLINK_FIRST)

struct ent { struct hlist_node node; int key; };
struct tbl { struct tbl __rcu *future; struct rcu_head rcu; struct hlist_head bucket; };

static struct tbl __rcu *ht;
static struct ent *e;
static DEFINE_SPINLOCK(ht_lock);

static struct tbl *tbl_new(void)
{
	return kzalloc(sizeof(struct tbl), GFP_KERNEL);
}

static void setup(void)
{
	struct tbl *t = tbl_new();

	e = kzalloc(sizeof(*e), GFP_KERNEL);
	e->key = 7;
	hlist_add_head(&e->node, &t->bucket);
	rcu_assign_pointer(ht, t);
}

static struct ent *lookup(int key)
{
	struct tbl *t = rcu_dereference(ht);
	struct ent *x;

restart:
	hlist_for_each_entry_rcu(x, &t->bucket, node)
		if (x->key == key)
			return x;
#ifndef NO_FUTURE
	smp_rmb();
	t = rcu_dereference(t->future);
	if (t)
		goto restart;
#endif
	return NULL;
}

static void reader(void)
{
	rcu_read_lock();
	BUG_ON(!lookup(7));
	rcu_read_unlock();
	cover("found");
}

static void grow(void)
{
	struct tbl *old = rcu_dereference_protected(ht, 1), *new = tbl_new();

#ifndef LATE
	rcu_assign_pointer(old->future, new);
#endif
	spin_lock(&ht_lock);
#ifdef UNLINK_FIRST
	hlist_del_rcu(&e->node);
	hlist_add_head_rcu(&e->node, &new->bucket);
#else
	/* as rhashtable does: the entry is linked into the new chain, then cut off the old one */
	WRITE_ONCE(new->bucket.first, &e->node);
	WRITE_ONCE(e->node.pprev, &new->bucket.first);
	smp_store_release(&old->bucket.first, NULL);
#endif
	spin_unlock(&ht_lock);
#ifdef LATE
	rcu_assign_pointer(old->future, new);
#endif
	rcu_assign_pointer(ht, new);
#ifdef FREE_NOW
	kfree(old);
#else
	kfree_rcu(old, rcu);
#endif
}

struct scenario resize = {
	.init = setup, .threads = { grow, reader },
#if defined(NO_FUTURE) || defined(LATE) || defined(UNLINK_FIRST)
	.expect = ASSERTION,
#elif defined(FREE_NOW)
	.expect = USE_AFTER_FREE,
#endif
};
