/* macsec: RX SA lookup under rcu_read_lock_bh, refcount_inc_not_zero, free through call_rcu */
#include <quiesce.h>
#include <linux/types.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/percpu.h>
#include <linux/spinlock.h>
#include <linux/rtnetlink.h>

#pragma quiesce variant(buggy, FREE_NOW)
#pragma quiesce variant(buggy_inc, PLAIN_INC)
#pragma quiesce variant(fixed)

#define MACSEC_NUM_AN 4
typedef u32 __bitwise ssci_t;

struct macsec_rx_sa_stats { __u32 InPktsOK; };
struct macsec_key { u8 id[4]; };

struct macsec_rx_sa {
	struct macsec_key key;
	ssci_t ssci;
	spinlock_t lock;
	union { u64 full; struct { u32 lower; u32 upper; }; } next_pn_halves;
	refcount_t refcnt;
	bool active;
	struct macsec_rx_sa_stats __percpu *stats;
	struct rcu_head rcu;
};

struct macsec_rx_sc {
	struct macsec_rx_sa __rcu *sa[MACSEC_NUM_AN];
	bool active;
};

static struct macsec_rx_sc rx_sc = { .active = true };

static struct macsec_rx_sa *macsec_rxsa_get(struct macsec_rx_sa __rcu *ptr[], int an)
{
	struct macsec_rx_sa *sa = rcu_dereference_bh(ptr[an]);

	if (!sa || !sa->active)
		return NULL;
#ifdef PLAIN_INC
	refcount_inc(&sa->refcnt);
#else
	if (!refcount_inc_not_zero(&sa->refcnt))
		return NULL;
#endif
	return sa;
}

static void free_rxsa(struct rcu_head *head)
{
	struct macsec_rx_sa *sa = container_of(head, struct macsec_rx_sa, rcu);

	free_percpu(sa->stats);
	kfree(sa);
}

static void macsec_rxsa_put(struct macsec_rx_sa *sa)
{
	if (refcount_dec_and_test(&sa->refcnt))
#ifdef FREE_NOW
		free_rxsa(&sa->rcu);
#else
		call_rcu(&sa->rcu, free_rxsa);
#endif
}

static void macsec_handle_frame(void)
{
	struct macsec_rx_sa *rx_sa;

	rcu_read_lock_bh();
	rx_sa = macsec_rxsa_get(rx_sc.sa, 1);
	if (!rx_sa)
		goto drop;
	cover("received");
	spin_lock(&rx_sa->lock);
	if (++rx_sa->next_pn_halves.full == 0)
		rx_sa->next_pn_halves.upper++;
	spin_unlock(&rx_sa->lock);
	this_cpu_inc(rx_sa->stats->InPktsOK);
	macsec_rxsa_put(rx_sa);
drop:
	rcu_read_unlock_bh();
}

static void macsec_del_rxsa(void)
{
	struct macsec_rx_sa *rx_sa;

	rtnl_lock();
	rx_sa = rtnl_dereference(rx_sc.sa[1]);
	rx_sa->active = false;
	RCU_INIT_POINTER(rx_sc.sa[1], NULL);
	macsec_rxsa_put(rx_sa);
	rtnl_unlock();
}

static void setup(void)
{
	struct macsec_rx_sa *sa = kzalloc(sizeof(*sa), GFP_KERNEL);
	assume(sa);
	sa->stats = alloc_percpu(struct macsec_rx_sa_stats);
	assume(sa->stats);
	spin_lock_init(&sa->lock);
	refcount_set(&sa->refcnt, 1);
	sa->active = true;
	rcu_assign_pointer(rx_sc.sa[1], sa);
}

struct scenario rx_vs_del = {
	.about = "a frame is handled while its SA is deleted",
	.init = setup,
	.softirqs = { macsec_handle_frame },
	.threads = { macsec_del_rxsa },
	.races = RACES_IGNORE,
#ifdef FREE_NOW
	.expect = USE_AFTER_FREE,
#elif defined(PLAIN_INC)
	.expect = REF_MISUSE,
#endif
};
