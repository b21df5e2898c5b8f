/* Packets that share their data: part of linux/skbuff.h. */
#include <linux/skbuff.h>

#ifndef LINUX___Q_SKB_CLONE_H
#define LINUX___Q_SKB_CLONE_H

/* What a model wants done to the extensions that a clone shares with its packet. */
#ifndef __skb_ext_copy
#define __skb_ext_copy(to, from) ((void)0)
#endif

static inline void skb_dst_copy(struct sk_buff *nskb, const struct sk_buff *oskb);

static inline void __q_skb_copy(struct sk_buff *n, const struct sk_buff *skb)
{
	for (int i = 0; i < 6; i++)
		((u64 *)n->cb)[i] = ((const u64 *)skb->cb)[i];
	n->dev = skb->dev;
	n->sp = skb->sp;
	n->extensions = skb->extensions;
	n->len = skb->len;
	n->data_len = skb->data_len;
	n->mark = skb->mark;
	n->priority = skb->priority;
	n->hash = skb->hash;
	n->skb_iif = skb->skb_iif;
	n->protocol = skb->protocol;
	n->queue_mapping = skb->queue_mapping;
	n->pkt_type = skb->pkt_type;
	n->ip_summed = skb->ip_summed;
	n->encapsulation = skb->encapsulation;
	n->decrypted = skb->decrypted;
	n->active_extensions = skb->active_extensions;
	skb_dst_copy(n, skb);
	__skb_ext_copy(n, skb);
}

/* skb_clone(skb, gfp): another packet of the same data with one reference, without socket and destructor, or NULL. */
static inline struct sk_buff *skb_clone(struct sk_buff *skb, gfp_t priority)
{
	struct sk_buff *n = alloc_skb(0, priority);

	if (!n)
		return NULL;
	__q_skb_copy(n, skb);
	n->cloned = 1;
	skb->cloned = 1;
	return n;
}

/* skb_copy(skb, gfp), pskb_copy(skb, gfp): another packet with data of its own, or NULL. */
static inline struct sk_buff *skb_copy(const struct sk_buff *skb, gfp_t priority)
{
	struct sk_buff *n = alloc_skb(0, priority);

	if (n)
		__q_skb_copy(n, skb);
	return n;
}

#define pskb_copy(skb, gfp) skb_copy((skb), (gfp))

/* skb_cloned(skb): whether it has been cloned. */
#define skb_cloned(skb) ((skb)->cloned != 0)

/* skb_share_check(skb, gfp): skb if nobody else has it, else a clone for which the reference to skb is given back, or NULL. */
static inline struct sk_buff *skb_share_check(struct sk_buff *skb, gfp_t priority)
{
	struct sk_buff *n;

	if (!skb_shared(skb))
		return skb;
	n = skb_clone(skb, priority);
	kfree_skb(skb);
	return n;
}

/* skb_unshare(skb, gfp): skb if it was never cloned, else a copy for which the reference to skb is given back, or NULL. */
static inline struct sk_buff *skb_unshare(struct sk_buff *skb, gfp_t priority)
{
	struct sk_buff *n;

	if (!skb_cloned(skb))
		return skb;
	n = skb_copy(skb, priority);
	kfree_skb(skb);
	return n;
}

/* kfree_skb_list(skb): kfree_skb of it and of all behind it. */
static inline void kfree_skb_list(struct sk_buff *skb)
{
	while (skb) {
		struct sk_buff *next = skb->next;

		kfree_skb(skb);
		skb = next;
	}
}

#define napi_alloc_skb(napi, length) alloc_skb((length), GFP_ATOMIC)

#endif
