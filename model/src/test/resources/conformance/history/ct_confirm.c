/* conntrack: dying is tested under the bucket lock, or not */
#include <quiesce.h>
#include <linux/list_nulls.h>
#include <linux/rculist_nulls.h>
#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, DYING_UNDER_LOCK)

enum ip_conntrack_status { IPS_CONFIRMED_BIT = 3, IPS_CONFIRMED = (1 << IPS_CONFIRMED_BIT), IPS_DYING_BIT = 9, IPS_DYING = BIT(IPS_DYING_BIT) };
typedef struct { refcount_t use; } nf_conntrack_t;
struct nf_conn {
	nf_conntrack_t ct_general;
	spinlock_t lock;
	unsigned long status;
	struct hlist_nulls_node hn[2];
};
#define NF_ACCEPT 1
#define NF_DROP 0

static struct hlist_nulls_head hash;
static spinlock_t locks[2];
static struct nf_conn *unconfirmed;

static inline bool nf_ct_is_dying(const struct nf_conn *ct) { return test_bit(IPS_DYING_BIT, &ct->status); }
static inline void nf_ct_put(struct nf_conn *ct)
{
	if (ct && refcount_dec_and_test(&ct->ct_general.use))
		kfree(ct);
}

static void setup(void)
{
	struct nf_conn *ct;
	int i;

	for (i = 0; i < 2; i++)
		spin_lock_init(locks + i);
	INIT_HLIST_NULLS_HEAD(&hash, 0);
	ct = kzalloc(sizeof(struct nf_conn), GFP_ATOMIC);
	refcount_set(&ct->ct_general.use, 1);
	spin_lock_init(&ct->lock);
	unconfirmed = ct;
}

static int __nf_conntrack_confirm(struct nf_conn *ct)
{
	int ret = NF_ACCEPT;
#ifndef DYING_UNDER_LOCK
	if (unlikely(nf_ct_is_dying(ct)))
		return NF_DROP;
#endif
	local_bh_disable();
	spin_lock(&locks[0]);
#ifdef DYING_UNDER_LOCK
	if (unlikely(nf_ct_is_dying(ct))) {
		ret = NF_DROP;
		goto dying;
	}
#endif
	cover("confirmed");
	ct->status |= IPS_CONFIRMED;
	hlist_nulls_add_head_rcu(&ct->hn[0], &hash);
dying:
	spin_unlock(&locks[0]);
	local_bh_enable();
	return ret;
}

static void confirm(void)
{
	observe("verdict", __nf_conntrack_confirm(unconfirmed));
}

static void iterate_cleanup(void)
{
	struct nf_conn *ct = unconfirmed;

	spin_lock_bh(&locks[0]);
	set_bit(IPS_DYING_BIT, &ct->status);
	if (ct->status & IPS_CONFIRMED)
		hlist_nulls_del_rcu(&ct->hn[0]);
	spin_unlock_bh(&locks[0]);
}

static void table_is_empty(void)
{
	WARN(!hlist_nulls_empty(&hash), "dying conntrack %p in the table", unconfirmed);
	nf_ct_put(unconfirmed);
}

struct scenario confirm_vs_cleanup = {
	.init = setup, .threads = { confirm, iterate_cleanup }, .exit = table_is_empty,
#ifdef DYING_UNDER_LOCK
	.expect = HOLDS
#else
	.expect = ASSERTION
#endif
};
