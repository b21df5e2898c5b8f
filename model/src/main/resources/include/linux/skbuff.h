/* Packets: an sk_buff is a token with a reference count and a few fields; it holds no data. */
#ifndef _LINUX_SKBUFF_H
#define _LINUX_SKBUFF_H

#include <linux/gfp.h>
#include <linux/if_ether.h>
#include <linux/ktime.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct net_device;
struct sock;
struct skb_ext;
struct sec_path;

#define CHECKSUM_NONE 0
#define CHECKSUM_UNNECESSARY 1
#define CHECKSUM_COMPLETE 2
#define CHECKSUM_PARTIAL 3

enum skb_drop_reason { SKB_NOT_DROPPED_YET = 0, SKB_CONSUMED, SKB_DROP_REASON_NOT_SPECIFIED };

/* struct sk_buff: a packet: users counts its references; destructor is called when the last is gone. */
struct sk_buff {
	struct sk_buff *next;
	struct sk_buff *prev;
	struct sock *sk;
	struct net_device *dev;
	char cb[48] __attribute__((aligned(8)));
	unsigned long _skb_refdst;
	void (*destructor)(struct sk_buff *skb);
	struct sec_path *sp;
	struct skb_ext *extensions;
	unsigned int len;
	unsigned int data_len;
	u32 mark;
	u32 priority;
	u32 hash;
	int skb_iif;
	__be16 protocol;
	u16 queue_mapping;
	u8 pkt_type;
	u8 ip_summed;
	u8 encapsulation;
	u8 decrypted;
	u8 active_extensions;
	u8 cloned;
	refcount_t users;
};

/* struct sk_buff_head: a queue of packets with its own lock; also its own end, as next and prev come first in both. */
struct sk_buff_head {
	struct sk_buff *next;
	struct sk_buff *prev;
	u32 qlen;
	spinlock_t lock;
};

/* alloc_skb(size, gfp): a packet with one reference, or NULL; may sleep with GFP_KERNEL. */
static inline struct sk_buff *alloc_skb(unsigned int size, gfp_t priority)
{
	struct sk_buff *skb = kzalloc(sizeof(*skb), priority);

	if (skb)
		refcount_set(&skb->users, 1);
	return skb;
}

#define __alloc_skb(size, gfp, flags, node) alloc_skb((size), (gfp))
#define dev_alloc_skb(size) alloc_skb((size), GFP_ATOMIC)

static inline struct sk_buff *netdev_alloc_skb(struct net_device *dev, unsigned int length)
{
	struct sk_buff *skb = alloc_skb(length, GFP_ATOMIC);

	if (skb)
		skb->dev = dev;
	return skb;
}

/* skb_get(skb): one more reference. */
static inline struct sk_buff *skb_get(struct sk_buff *skb)
{
	refcount_inc(&skb->users);
	return skb;
}

/* skb_shared(skb): whether somebody else has a reference. */
static inline int skb_shared(const struct sk_buff *skb)
{
	return refcount_read(&skb->users) != 1;
}

static inline void skb_dst_drop(struct sk_buff *skb);

/* What a model wants done to a packet's sec_path and extensions when it is freed. */
#ifndef skb_ext_put
#define skb_ext_put(skb) ((void)0)
#endif

/* skb_orphan(skb): calls its destructor now, and forgets its socket. */
static inline void skb_orphan(struct sk_buff *skb)
{
	if (skb->destructor) {
		skb->destructor(skb);
		skb->destructor = NULL;
		skb->sk = NULL;
	}
}

/* __kfree_skb(skb): drops its dst, calls its destructor and frees it. */
static inline void __kfree_skb(struct sk_buff *skb)
{
	skb_dst_drop(skb);
	if (skb->destructor)
		skb->destructor(skb);
	skb_ext_put(skb);
	kfree(skb);
}

/* skb_unref(skb): gives back one reference; true if it was the last. NULL is fine. */
static inline bool skb_unref(struct sk_buff *skb)
{
	return skb && refcount_dec_and_test(&skb->users);
}

/* kfree_skb(skb): gives back one reference; __kfree_skb after the last. NULL is fine. */
static inline void kfree_skb(struct sk_buff *skb)
{
	if (skb_unref(skb))
		__kfree_skb(skb);
}

/* consume_skb(skb), dev_kfree_skb(skb), _any, _irq, kfree_skb_reason(skb, reason): the same. */
static inline void consume_skb(struct sk_buff *skb)
{
	kfree_skb(skb);
}

static inline void kfree_skb_reason(struct sk_buff *skb, enum skb_drop_reason reason)
{
	kfree_skb(skb);
}

#define dev_kfree_skb(skb) kfree_skb(skb)
#define dev_kfree_skb_any(skb) kfree_skb(skb)
#define dev_kfree_skb_irq(skb) kfree_skb(skb)
#define dev_consume_skb_any(skb) kfree_skb(skb)
#define dev_consume_skb_irq(skb) kfree_skb(skb)

/* skb_put(skb, len), skb_push, skb_pull, skb_trim: change its length; there is no data. */
#define skb_put(skb, n) ((void)((skb)->len += (n)))
#define skb_push(skb, n) ((void)((skb)->len += (n)))
#define skb_pull(skb, n) ((void)((skb)->len -= (n)))
#define skb_trim(skb, n) ((void)((skb)->len = (n)))
#define skb_reserve(skb, n) ((void)(skb), (void)(n))
#define skb_is_gso(skb) ((void)(skb), 0)
#define skb_is_nonlinear(skb) ((skb)->data_len != 0)
#define skb_queue_mapping(skb) ((skb)->queue_mapping)
#define skb_get_queue_mapping(skb) ((skb)->queue_mapping)
#define skb_set_queue_mapping(skb, n) ((void)((skb)->queue_mapping = (n)))

#include <linux/__q_skb_clone.h>
#include <linux/__q_skb_queue.h>
#include <net/dst.h>

#endif
