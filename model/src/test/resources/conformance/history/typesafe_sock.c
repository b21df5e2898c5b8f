/* SLAB_TYPESAFE_BY_RCU lookup: the key must be looked at again after the reference is taken */
#include <quiesce.h>
#include <linux/refcount.h>
#include <linux/rcupdate.h>
#include <linux/rculist_nulls.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, RECHECK)
struct sk { refcount_t refcnt; struct hlist_nulls_node node; u16 port; };
static struct kmem_cache *cachep;
static struct hlist_nulls_head ehash;
static DEFINE_SPINLOCK(lock);
static struct sk *first;
static void sk_put(struct sk *s) { if (refcount_dec_and_test(&s->refcnt)) kmem_cache_free(cachep, s); }
static struct sk *sk_new(u16 port)
{
	struct sk *s = kmem_cache_alloc(cachep, GFP_ATOMIC);

	assume(s);
	s->port = port;
	spin_lock_bh(&lock);
	hlist_nulls_add_head_rcu(&s->node, &ehash);
	spin_unlock_bh(&lock);
	refcount_set_release(&s->refcnt, 1);
	return s;
}
static void setup(void)
{
	cachep = kmem_cache_create("TCP", sizeof(struct sk), 0, SLAB_TYPESAFE_BY_RCU | SLAB_HWCACHE_ALIGN, NULL);
	INIT_HLIST_NULLS_HEAD(&ehash, 0);
	first = sk_new(80);
}
static struct sk *lookup(u16 port)
{
	const struct hlist_nulls_node *n;
	struct sk *s;

	rcu_read_lock();
	hlist_nulls_for_each_entry_rcu(s, n, &ehash, node) {
		if (READ_ONCE(s->port) != port)
			continue;
		if (!refcount_inc_not_zero(&s->refcnt))
			goto out;
#ifdef RECHECK
		if (READ_ONCE(s->port) != port) {
			sk_put(s);
			goto out;
		}
#endif
		rcu_read_unlock();
		return s;
	}
out:
	rcu_read_unlock();
	return NULL;
}
static void rcv(void)
{
	struct sk *s = lookup(80);

	if (!s)
		return;
	cover("found");
	BUG_ON(s->port != 80);
	sk_put(s);
}
static void reuse(void)
{
	spin_lock_bh(&lock);
	hlist_nulls_del_init_rcu(&first->node);
	spin_unlock_bh(&lock);
	sk_put(first);
	first = sk_new(443);
}
static void fini(void)
{
	hlist_nulls_del_rcu(&first->node);
	sk_put(first);
	kmem_cache_destroy(cachep);
}
struct scenario recycled = { .init = setup, .softirqs = { rcv }, .threads = { reuse }, .exit = fini, .races = RACES_IGNORE,
#ifndef RECHECK
	.expect = ASSERTION,
#endif
};
