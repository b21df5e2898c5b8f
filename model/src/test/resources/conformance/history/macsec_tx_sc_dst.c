/* macsec: metadata dst freed directly on dellink while a packet in the receive path still uses it (fixed: metadata_dst_free after RCU) */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <linux/list.h>
#include <linux/rculist.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, DST_HOLD)

typedef u64 __bitwise sci_t;
enum metadata_type { METADATA_IP_TUNNEL, METADATA_HW_PORT_MUX, METADATA_MACSEC, };
struct macsec_info { sci_t sci; };
struct metadata_dst {
	struct { refcount_t __rcuref; struct rcu_head rcu_head; } dst;
	enum metadata_type type;
	union {
		u64 port_info;
		struct macsec_info macsec_info;
	} u;
};
struct macsec_tx_sc { bool active; struct metadata_dst *md_dst; };
struct macsec_dev {
	struct list_head secys;
	struct macsec_tx_sc tx_sc;
	struct rcu_head rcu;
};
struct pkt { struct metadata_dst *dst; };

static LIST_HEAD(secys);
static struct macsec_dev *macsec;

static void md_free_rcu(struct rcu_head *h)
{
	kfree(container_of(h, struct metadata_dst, dst.rcu_head));
}

static inline void metadata_dst_put(struct metadata_dst *md)
{
	if (refcount_dec_and_test(&md->dst.__rcuref))
		call_rcu(&md->dst.rcu_head, md_free_rcu);
}

static void newlink(void)
{
	macsec = kzalloc(sizeof(*macsec), GFP_KERNEL);
	assume(macsec != NULL);
	macsec->tx_sc = (struct macsec_tx_sc){ .active = true };
	macsec->tx_sc.md_dst = kzalloc(sizeof(struct metadata_dst), GFP_KERNEL);
	macsec->tx_sc.md_dst->type = METADATA_MACSEC;
	macsec->tx_sc.md_dst->u.macsec_info.sci = (sci_t)0x1122334455667788ULL;
	refcount_set(&macsec->tx_sc.md_dst->dst.__rcuref, 1);
	list_add_rcu(&macsec->secys, &secys);
}

static void handle_not_macsec(void)
{
	struct pkt skb = { NULL };
	struct macsec_dev *m;

	rcu_read_lock();
	list_for_each_entry_rcu(m, &secys, secys) {
		struct metadata_dst *md = READ_ONCE(m->tx_sc.md_dst);

		if (!md)
			continue;
#ifdef DST_HOLD
		if (!refcount_inc_not_zero(&md->dst.__rcuref))
			continue;
#endif
		skb.dst = md;
		break;
	}
	rcu_read_unlock();

	if (skb.dst) {	/* the backlog, later */
		cover("late");
		switch (skb.dst->type) {
		case METADATA_MACSEC:
			BUG_ON(skb.dst->u.macsec_info.sci != 0x1122334455667788ULL);
			fallthrough;
		default:
			break;
		}
#ifdef DST_HOLD
		metadata_dst_put(skb.dst);
#endif
	}
}

static void dellink(void)
{
	list_del_rcu(&macsec->secys);	/* nobody waits here: that both are freed after a grace period has to be enough */
	metadata_dst_put(macsec->tx_sc.md_dst);
	kfree_rcu(macsec, rcu);
}

struct scenario macsec_dst = {
	.about = "a packet may outlive the transmit channel",
	.init = newlink,
	.threads = { dellink },
	.softirqs = { },
	.threads[1] = handle_not_macsec,
#ifndef DST_HOLD
	.expect = USE_AFTER_FREE,
#endif
};
