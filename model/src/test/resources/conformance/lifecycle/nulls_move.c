/* Objects of a typesafe cache move between chains: a lookup that ends in another chain must begin again. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/rculist_nulls.h>
#include <linux/refcount.h>
#include <linux/spinlock.h>

#pragma quiesce variant(good)
#pragma quiesce variant(no_nulls_check, NO_NULLS)
#pragma quiesce variant(no_key_recheck, NO_RECHECK)
#pragma quiesce variant(not_typesafe, PLAIN_CACHE)

struct sk { struct hlist_nulls_node node; refcount_t ref; int key; };

static struct kmem_cache *cachep;
static struct hlist_nulls_head table[2];
static DEFINE_SPINLOCK(lock);
static struct sk *stays, *moves;

static struct sk *sk_new(int key, int bucket)
{
	struct sk *s = kmem_cache_alloc(cachep, GFP_ATOMIC);

	assume(s);
	WRITE_ONCE(s->key, key);
	spin_lock(&lock);
	hlist_nulls_add_head_rcu(&s->node, &table[bucket]);
	spin_unlock(&lock);
	refcount_set_release(&s->ref, 1);
	return s;
}

static void sk_put(struct sk *s)
{
	if (refcount_dec_and_test(&s->ref))
		kmem_cache_free(cachep, s);
}

static void setup(void)
{
#ifdef PLAIN_CACHE
	cachep = kmem_cache_create("sk", sizeof(struct sk), 0, 0, NULL);
#else
	cachep = kmem_cache_create("sk", sizeof(struct sk), 0, SLAB_TYPESAFE_BY_RCU, NULL);
#endif
	INIT_HLIST_NULLS_HEAD(&table[0], 0);
	INIT_HLIST_NULLS_HEAD(&table[1], 1);
	stays = sk_new(2, 0);
	moves = sk_new(4, 0);		/* in front of it */
}

static struct sk *lookup(int key)
{
	struct hlist_nulls_node *n;
	unsigned int slot = key & 1;
	struct sk *s;

	rcu_read_lock();
begin:
	hlist_nulls_for_each_entry_rcu(s, n, &table[slot], node) {
		if (READ_ONCE(s->key) != key)
			continue;
		if (!refcount_inc_not_zero(&s->ref))
			goto begin;
#ifndef NO_RECHECK
		if (READ_ONCE(s->key) != key) {
			sk_put(s);
			goto begin;
		}
#endif
		goto out;
	}
#ifndef NO_NULLS
	if (get_nulls_value(n) != slot)
		goto begin;
#endif
	s = NULL;
out:
	rcu_read_unlock();
	return s;
}

static void reader_of_stays(void)
{
	struct sk *s = lookup(2);

	BUG_ON(!s);
	BUG_ON(s != stays);
	cover("found what stays");
	sk_put(s);
}

static void reader_of_moves(void)
{
	struct sk *s = lookup(4);

	if (s) {
		BUG_ON(READ_ONCE(s->key) != 4);
		cover("found the mover");
		sk_put(s);
	}
}

static void mover(void)
{
	spin_lock(&lock);
	hlist_nulls_del_rcu(&moves->node);
	spin_unlock(&lock);
	sk_put(moves);
	moves = sk_new(5, 1);
}

static void end(void)
{
	sk_put(stays);
	sk_put(moves);
	kmem_cache_destroy(cachep);
}

struct scenario never_missed = {
	.init = setup, .threads = { reader_of_stays, mover }, .exit = end,
#ifdef NO_NULLS
	.expect = ASSERTION,
#elif defined(PLAIN_CACHE)
	.expect = USE_AFTER_FREE,
#endif
};
struct scenario never_mixed_up = {
	.init = setup, .threads = { reader_of_moves, mover }, .exit = end,
#ifdef NO_RECHECK
	.expect = ASSERTION,
#elif defined(PLAIN_CACHE)
	.expect = USE_AFTER_FREE,
#endif
};
