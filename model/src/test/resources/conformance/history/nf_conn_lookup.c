/* conntrack: lockless lookup in a SLAB_TYPESAFE_BY_RCU table: recheck after taking the reference */
#include <quiesce.h>
#include <linux/bitops.h>
#include <linux/list_nulls.h>
#include <linux/rculist_nulls.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, RECHECK)
#pragma quiesce variant(typeunsafe, RECHECK, NOT_TYPESAFE)

struct nf_conn {
	refcount_t use;
	spinlock_t lock;
	u32 tuple;
	unsigned long status;
	struct hlist_nulls_node hnnode;
};
#define IPS_CONFIRMED_BIT 3
#define IPS_DYING_BIT 9

static struct kmem_cache *nf_conntrack_cachep;
static struct hlist_nulls_head hash;
static DEFINE_SPINLOCK(nf_conntrack_lock);

static struct nf_conn *new_conn(u32 tuple)
{
	struct nf_conn *ct = kmem_cache_alloc(nf_conntrack_cachep, GFP_ATOMIC);

	assume(ct);
	spin_lock_init(&ct->lock);
	ct->status = 0;
	ct->tuple = tuple;
	refcount_set(&ct->use, 1);
	return ct;
}

static void nf_ct_put(struct nf_conn *ct)
{
	if (ct && refcount_dec_and_test(&ct->use))
		kmem_cache_free(nf_conntrack_cachep, ct);
}

static void confirm(struct nf_conn *ct)
{
	spin_lock(&nf_conntrack_lock);
	set_bit(IPS_CONFIRMED_BIT, &ct->status);
	hlist_nulls_add_head_rcu(&ct->hnnode, &hash);
	spin_unlock(&nf_conntrack_lock);
}

static struct nf_conn *__nf_conntrack_find(u32 tuple)
{
	struct nf_conn *ct;
	struct hlist_nulls_node *n;

	hlist_nulls_for_each_entry_rcu(ct, n, &hash, hnnode) {
		if (READ_ONCE(ct->tuple) == tuple)
			return ct;
	}
	return NULL;
}

static void lookup(void)
{
	struct nf_conn *ct;

	rcu_read_lock();
	ct = __nf_conntrack_find(1);
	if (ct) {
		if (likely(refcount_inc_not_zero(&ct->use))) {
#ifdef RECHECK
			smp_acquire__after_ctrl_dep();
			if (likely(READ_ONCE(ct->tuple) == 1 && test_bit(IPS_CONFIRMED_BIT, &ct->status)))
				goto found;
			nf_ct_put(ct);
			ct = NULL;
#endif
		} else
			ct = NULL;
	}
#ifdef RECHECK
found:
#endif
	rcu_read_unlock();
	if (ct) {
		cover("found");
		BUG_ON(READ_ONCE(ct->tuple) != 1);
		nf_ct_put(ct);
	}
}

static void delete_and_reuse(void)
{
	struct nf_conn *ct, *other;
	struct hlist_nulls_node *n;

	spin_lock_bh(&nf_conntrack_lock);
	n = hash.first;
	ct = hlist_nulls_entry(n, struct nf_conn, hnnode);
	hlist_nulls_del_rcu(&ct->hnnode);
	spin_unlock_bh(&nf_conntrack_lock);
	nf_ct_put(ct);

	other = new_conn(2);
	local_bh_disable();
	confirm(other);
	local_bh_enable();
}

static void setup(void)
{
	nf_conntrack_cachep = kmem_cache_create("nf_conntrack", sizeof(struct nf_conn), 0,
#ifdef NOT_TYPESAFE
						SLAB_HWCACHE_ALIGN,
#else
						SLAB_TYPESAFE_BY_RCU | SLAB_HWCACHE_ALIGN,
#endif
						NULL);
	assume(nf_conntrack_cachep);
	INIT_HLIST_NULLS_HEAD(&hash, 0);
	local_bh_disable();
	confirm(new_conn(1));
	local_bh_enable();
}

static void fini(void)
{
	struct nf_conn *ct;
	struct hlist_nulls_node *n;

	while (!is_a_nulls(n = hash.first)) {
		ct = hlist_nulls_entry(n, struct nf_conn, hnnode);
		hlist_nulls_del_rcu(n);
		nf_ct_put(ct);
	}
	kmem_cache_destroy(nf_conntrack_cachep);
}

struct scenario lookup_vs_recycle = {
	.about = "an entry found in the table is freed and becomes another connection",
	.init = setup, .softirqs = { lookup }, .threads = { delete_and_reuse }, .exit = fini,
#if defined(NOT_TYPESAFE)
	.expect = USE_AFTER_FREE,
#elif !defined(RECHECK)
	.expect = ASSERTION,
#endif
};
