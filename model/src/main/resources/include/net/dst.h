/* Routes of packets: a reference-counted entry that is freed after a grace period. */
#ifndef _NET_DST_H
#define _NET_DST_H

#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/skbuff.h>

struct net;
struct xfrm_state;
struct dst_entry;

struct dst_ops {
	unsigned short family;
	struct dst_entry *(*check)(struct dst_entry *dst, u32 cookie);
	void (*destroy)(struct dst_entry *dst);
	void (*ifdown)(struct dst_entry *dst, struct net_device *dev);
	struct dst_entry *(*negative_advice)(struct dst_entry *dst);
};

#define DST_NOXFRM 0x0002
#define DST_NOPOLICY 0x0004
#define DST_NOCOUNT 0x0008
#define DST_FAKE_RTABLE 0x0010
#define DST_XFRM_TUNNEL 0x0020
#define DST_XFRM_QUEUE 0x0040
#define DST_METADATA 0x0080
#define DST_OBSOLETE_NONE 0
#define DST_OBSOLETE_DEAD 2
#define DST_OBSOLETE_FORCE_CHK -1
#define DST_OBSOLETE_KILL -2
#define SKB_DST_NOREF 1UL
#define SKB_DST_PTRMASK ~(SKB_DST_NOREF)

/* struct dst_entry: a route; __refcnt counts its references. */
struct dst_entry {
	struct net_device *dev;
	const struct dst_ops *ops;
	struct xfrm_state *xfrm;
	unsigned short flags;
	short obsolete;
	refcount_t __refcnt;
	struct rcu_head rcu_head;
};

/* dst_init(dst, ops, dev, obsolete, flags): a route with one reference; the reference to dev is the caller's. */
static inline void dst_init(struct dst_entry *dst, const struct dst_ops *ops, struct net_device *dev, int initial_obsolete,
			    unsigned short flags)
{
	dst->dev = dev;
	dst->ops = ops;
	dst->xfrm = NULL;
	dst->obsolete = initial_obsolete;
	dst->flags = flags;
	refcount_set(&dst->__refcnt, 1);
}

/* dst_hold(dst): takes a reference while having one; dst_clone: the same, NULL is fine. */
static inline void dst_hold(struct dst_entry *dst)
{
	refcount_inc(&dst->__refcnt);
}

static inline struct dst_entry *dst_clone(struct dst_entry *dst)
{
	if (dst)
		dst_hold(dst);
	return dst;
}

/* dst_hold_safe(dst): takes a reference unless the last one is gone. */
static inline bool dst_hold_safe(struct dst_entry *dst)
{
	return refcount_inc_not_zero(&dst->__refcnt);
}

static inline void __q_dst_destroy(struct rcu_head *head)
{
	struct dst_entry *dst = container_of(head, struct dst_entry, rcu_head);

	if (dst->ops && dst->ops->destroy)
		dst->ops->destroy(dst);
	kfree(dst);
}

/* dst_release(dst): gives back a reference; after the last, ops->destroy and kfree follow a grace period. NULL is fine. */
static inline void dst_release(struct dst_entry *dst)
{
	if (dst && refcount_dec_and_test(&dst->__refcnt))
		call_rcu(&dst->rcu_head, __q_dst_destroy);
}

#define dst_release_immediate(dst) do { \
	struct dst_entry *__q_dst = (dst); \
	if (__q_dst && refcount_dec_and_test(&__q_dst->__refcnt)) \
		__q_dst_destroy(&__q_dst->rcu_head); \
} while (0)

/* dst_check(dst, cookie): dst while it is valid, as ops->check says if it is obsolete. */
static inline struct dst_entry *dst_check(struct dst_entry *dst, u32 cookie)
{
	if (READ_ONCE(dst->obsolete))
		dst = dst->ops && dst->ops->check ? dst->ops->check(dst, cookie) : NULL;
	return dst;
}

#define dst_dev(dst) READ_ONCE((dst)->dev)
#define dst_xfrm(dst) ((dst)->xfrm)

/* skb_dst(skb): its route, or NULL. */
#define skb_dst(skb) ((struct dst_entry *)((skb)->_skb_refdst & SKB_DST_PTRMASK))

/* skb_dst_set(skb, dst): gives it a route, with the caller's reference; skb_dst_set_noref: without one, inside RCU. */
static inline void skb_dst_set(struct sk_buff *skb, struct dst_entry *dst)
{
	skb->_skb_refdst = (unsigned long)dst;
}

static inline void skb_dst_set_noref(struct sk_buff *skb, struct dst_entry *dst)
{
	skb->_skb_refdst = (unsigned long)dst | SKB_DST_NOREF;
}

/* skb_dst_copy(to, from): gives it the same route, with a reference of its own if there is one. */
static inline void skb_dst_copy(struct sk_buff *nskb, const struct sk_buff *oskb)
{
	nskb->_skb_refdst = oskb->_skb_refdst;
	if (!(nskb->_skb_refdst & SKB_DST_NOREF))
		dst_clone(skb_dst(nskb));
}

/* skb_dst_force(skb): makes a route without a reference one with, or drops it if it is too late; whether there is one. */
static inline bool skb_dst_force(struct sk_buff *skb)
{
	if (skb->_skb_refdst & SKB_DST_NOREF) {
		struct dst_entry *dst = skb_dst(skb);

		skb->_skb_refdst = dst_hold_safe(dst) ? (unsigned long)dst : 0UL;
	}
	return skb->_skb_refdst != 0;
}

/* skb_dst_drop(skb): takes its route away, and the reference if it had one. */
static inline void skb_dst_drop(struct sk_buff *skb)
{
	unsigned long refdst = skb->_skb_refdst;

	if (refdst) {
		if (!(refdst & SKB_DST_NOREF))
			dst_release((struct dst_entry *)refdst);
		skb->_skb_refdst = 0;
	}
}

#endif
