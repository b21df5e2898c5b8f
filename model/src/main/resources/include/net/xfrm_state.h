/*
 * The structures of IPsec, cut to what offload is about. Most models bring their own, so that net/xfrm.h does not define them;
 * one that names their members without defining them gets these.
 */
#ifndef _NET_XFRM_STATE_H
#define _NET_XFRM_STATE_H

#include <linux/hrtimer.h>
#include <linux/timer.h>
#include <linux/workqueue.h>
#include <net/xfrm.h>

typedef union {
	__be32 a4;
	__be32 a6[4];
} xfrm_address_t;

struct xfrm_id {
	xfrm_address_t daddr;
	__be32 spi;
	u8 proto;
};

struct xfrm_lifetime_cur {
	u64 bytes;
	u64 packets;
	u64 add_time;
	u64 use_time;
};

struct xfrm_lifetime_cfg {
	u64 soft_byte_limit;
	u64 hard_byte_limit;
	u64 soft_packet_limit;
	u64 hard_packet_limit;
};

struct xfrm_state_walk {
	struct list_head all;
	u8 state;
	u8 dying;
	u8 proto;
	u32 seq;
};

/* struct xfrm_dev_offload: xso of a state and xdo of a policy: which device has it, and its handle there. */
struct xfrm_dev_offload {
	struct net_device *dev;
	netdevice_tracker dev_tracker;
	struct net_device *real_dev;
	unsigned long offload_handle;
	u8 dir:2;
	u8 type:2;
	u8 flags:2;
};

struct xfrm_replay_state_esn {
	u32 seq, seq_hi, oseq, oseq_hi;
};

/* struct xfrm_state: a security association; km is its state for the key manager, lock protects it. */
struct xfrm_state {
	possible_net_t xs_net;
	struct hlist_node bydst;
	struct hlist_node bysrc;
	struct hlist_node byspi;
	struct hlist_node byseq;
	struct hlist_node gclist;
	struct hlist_node state_cache;
	struct hlist_node dev_gclist;
	refcount_t refcnt;
	spinlock_t lock;
	u32 if_id;
	u32 pcpu_num;
	struct xfrm_id id;
	struct xfrm_state_walk km;
	struct {
		u32 reqid;
		u8 mode;
		u8 aalgo, ealgo, calgo;
		u8 flags;
		u16 family;
		xfrm_address_t saddr;
		int header_len;
		int trailer_len;
		u32 extra_flags;
	} props;
	struct xfrm_lifetime_cfg lft;
	struct xfrm_lifetime_cur curlft;
	struct xfrm_replay_state_esn *replay_esn;
	struct timer_list rtimer;
	struct hrtimer mtimer;
	struct xfrm_dev_offload xso;
	struct xfrm_sec_ctx *security;
	struct rcu_head rcu;
	void *data;
	u8 dir;
};

struct xfrm_policy_walk_entry {
	struct list_head all;
	u8 dead;
};

/* struct xfrm_policy: which packets are to be protected. */
struct xfrm_policy {
	possible_net_t xp_net;
	struct hlist_node bydst;
	struct hlist_node byidx;
	rwlock_t lock;
	refcount_t refcnt;
	u32 pos;
	struct timer_list timer;
	u32 priority;
	u32 index;
	u32 if_id;
	struct xfrm_lifetime_cur curlft;
	struct xfrm_policy_walk_entry walk;
	struct xfrm_sec_ctx *security;
	u8 type, action, flags, xfrm_nr;
	u16 family;
	struct rcu_head rcu;
	struct xfrm_dev_offload xdo;
};

/* struct xfrmdev_ops: what a driver does with them. */
struct xfrmdev_ops {
	int (*xdo_dev_state_add)(struct net_device *dev, struct xfrm_state *x, struct netlink_ext_ack *extack);
	void (*xdo_dev_state_delete)(struct net_device *dev, struct xfrm_state *x);
	void (*xdo_dev_state_free)(struct net_device *dev, struct xfrm_state *x);
	bool (*xdo_dev_offload_ok)(struct sk_buff *skb, struct xfrm_state *x);
	void (*xdo_dev_state_advance_esn)(struct xfrm_state *x);
	void (*xdo_dev_state_update_stats)(struct xfrm_state *x);
	int (*xdo_dev_policy_add)(struct xfrm_policy *x, struct netlink_ext_ack *extack);
	void (*xdo_dev_policy_delete)(struct xfrm_policy *x);
	void (*xdo_dev_policy_free)(struct xfrm_policy *x);
};

/* xs_net(x), xp_net(xp): the namespace it is in. */
static inline struct net *xs_net(const struct xfrm_state *x)
{
	return read_pnet(&x->xs_net);
}

static inline struct net *xp_net(const struct xfrm_policy *xp)
{
	return read_pnet(&xp->xp_net);
}

/* xfrm_state_hold(x), __xfrm_state_put(x), xfrm_pol_hold(xp): a reference more; one less, which must not be the last. */
static inline void xfrm_state_hold(struct xfrm_state *x)
{
	refcount_inc(&x->refcnt);
}

static inline void __xfrm_state_put(struct xfrm_state *x)
{
	refcount_dec(&x->refcnt);
}

static inline void xfrm_pol_hold(struct xfrm_policy *policy)
{
	refcount_inc(&policy->refcnt);
}

#endif
