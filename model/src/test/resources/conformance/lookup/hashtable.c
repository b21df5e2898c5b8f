/* Hash tables: a reader may still stand on an entry that has been taken off its list. */
#include <quiesce.h>
#include <linux/hashtable.h>
#include <linux/slab.h>

#pragma quiesce variant(fixed)
#pragma quiesce variant(freed_at_once, FREE_AT_ONCE)

struct entry { int key; struct hlist_node node; struct rcu_head rcu; };

static DEFINE_HASHTABLE(table, 2);

static void fill(void)
{
	struct hlist_node *tmp;
	struct entry *e;
	int bkt, sum = 0;

	hash_init(table);
	assert(hash_empty(table) && HASH_BITS(table) == 2);
	for (int key = 3; key < 12; key += 4) {
		e = kzalloc(sizeof(*e), GFP_KERNEL);
		e->key = key;
		hash_add_rcu(table, &e->node, key);
	}
	hash_for_each_possible(table, e, node, 3)
		sum += e->key;
	assert(sum == 3 + 7 + 11);
	hash_for_each_safe(table, bkt, tmp, e, node) {
		if (e->key == 3)
			continue;
		hash_del(&e->node);
		assert(!hash_hashed(&e->node));
		kfree(e);
	}
	assert(!hash_empty(table));
}

static void look(void)
{
	struct entry *e;

	rcu_read_lock();
	hash_for_each_possible_rcu(table, e, node, 3) {
		assert(e->key == 3);
		cover("found");
	}
	rcu_read_unlock();
}

static void take(void)
{
	struct entry *e = hlist_entry(table[3].first, struct entry, node);

	hash_del_rcu(&e->node);
#ifdef FREE_AT_ONCE
	kfree(e);
#else
	kfree_rcu(e, rcu);
#endif
}

struct scenario looked_up_while_taken = {
	.about = "an entry of a hash table lives until its readers are done",
	.init = fill,
	.threads = { look, take },
#ifdef FREE_AT_ONCE
	.expect = USE_AFTER_FREE,
#endif
};
