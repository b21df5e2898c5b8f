/* Queues of packets: part of linux/skbuff.h. */
#include <linux/skbuff.h>

#ifndef LINUX___Q_SKB_QUEUE_H
#define LINUX___Q_SKB_QUEUE_H

/* __skb_queue_head_init(list), skb_queue_head_init(list): makes it an empty queue. */
static inline void __skb_queue_head_init(struct sk_buff_head *list)
{
	list->prev = list->next = (struct sk_buff *)list;
	list->qlen = 0;
}

static inline void skb_queue_head_init(struct sk_buff_head *list)
{
	spin_lock_init(&list->lock);
	__skb_queue_head_init(list);
}

/* skb_queue_empty(list), skb_queue_len(list): how many packets are there; the _lockless forms load marked. */
static inline int skb_queue_empty(const struct sk_buff_head *list)
{
	return list->next == (const struct sk_buff *)list;
}

static inline int skb_queue_empty_lockless(const struct sk_buff_head *list)
{
	return READ_ONCE(list->next) == (const struct sk_buff *)list;
}

static inline u32 skb_queue_len(const struct sk_buff_head *list)
{
	return list->qlen;
}

static inline u32 skb_queue_len_lockless(const struct sk_buff_head *list)
{
	return READ_ONCE(list->qlen);
}

/* skb_peek(list): the first packet, which stays there, or NULL. */
static inline struct sk_buff *skb_peek(const struct sk_buff_head *list)
{
	struct sk_buff *skb = list->next;

	return skb == (struct sk_buff *)list ? NULL : skb;
}

static inline void __skb_insert(struct sk_buff *skb, struct sk_buff *prev, struct sk_buff *next,
				struct sk_buff_head *list)
{
	WRITE_ONCE(skb->next, next);
	WRITE_ONCE(skb->prev, prev);
	WRITE_ONCE(((struct sk_buff_head *)next)->prev, skb);
	WRITE_ONCE(((struct sk_buff_head *)prev)->next, skb);
	WRITE_ONCE(list->qlen, list->qlen + 1);
}

/* __skb_queue_tail(list, skb), __skb_queue_head(list, skb): the lock is the caller's. */
static inline void __skb_queue_tail(struct sk_buff_head *list, struct sk_buff *skb)
{
	__skb_insert(skb, list->prev, (struct sk_buff *)list, list);
}

static inline void __skb_queue_head(struct sk_buff_head *list, struct sk_buff *skb)
{
	__skb_insert(skb, (struct sk_buff *)list, list->next, list);
}

/* __skb_unlink(skb, list), __skb_dequeue(list): the lock is the caller's. */
static inline void __skb_unlink(struct sk_buff *skb, struct sk_buff_head *list)
{
	struct sk_buff *next = skb->next;
	struct sk_buff *prev = skb->prev;

	WRITE_ONCE(list->qlen, list->qlen - 1);
	skb->next = skb->prev = NULL;
	WRITE_ONCE(((struct sk_buff_head *)next)->prev, prev);
	WRITE_ONCE(((struct sk_buff_head *)prev)->next, next);
}

static inline struct sk_buff *__skb_dequeue(struct sk_buff_head *list)
{
	struct sk_buff *skb = skb_peek(list);

	if (skb)
		__skb_unlink(skb, list);
	return skb;
}

/* skb_queue_tail(list, skb), skb_queue_head(list, skb): puts it last, first, under the queue's lock. */
static inline void skb_queue_tail(struct sk_buff_head *list, struct sk_buff *newsk)
{
	unsigned long flags;

	spin_lock_irqsave(&list->lock, flags);
	__skb_queue_tail(list, newsk);
	spin_unlock_irqrestore(&list->lock, flags);
}

static inline void skb_queue_head(struct sk_buff_head *list, struct sk_buff *newsk)
{
	unsigned long flags;

	spin_lock_irqsave(&list->lock, flags);
	__skb_queue_head(list, newsk);
	spin_unlock_irqrestore(&list->lock, flags);
}

/* skb_dequeue(list): takes the first one out under the queue's lock; NULL if there is none. */
static inline struct sk_buff *skb_dequeue(struct sk_buff_head *list)
{
	unsigned long flags;
	struct sk_buff *skb;

	spin_lock_irqsave(&list->lock, flags);
	skb = __skb_dequeue(list);
	spin_unlock_irqrestore(&list->lock, flags);
	return skb;
}

/* skb_unlink(skb, list): takes that one out under the queue's lock. */
static inline void skb_unlink(struct sk_buff *skb, struct sk_buff_head *list)
{
	unsigned long flags;

	spin_lock_irqsave(&list->lock, flags);
	__skb_unlink(skb, list);
	spin_unlock_irqrestore(&list->lock, flags);
}

/* skb_queue_purge(list): takes out and frees all. */
static inline void skb_queue_purge(struct sk_buff_head *list)
{
	struct sk_buff *skb;

	while ((skb = skb_dequeue(list)))
		kfree_skb(skb);
}

static inline void __skb_queue_purge(struct sk_buff_head *list)
{
	struct sk_buff *skb;

	while ((skb = __skb_dequeue(list)))
		kfree_skb(skb);
}

/* skb_queue_splice_tail_init(list, head): moves all behind those of head; the locks are the caller's. */
static inline void skb_queue_splice_tail_init(struct sk_buff_head *list, struct sk_buff_head *head)
{
	struct sk_buff *skb;

	while ((skb = __skb_dequeue(list)))
		__skb_queue_tail(head, skb);
}

/* skb_queue_splice_init(list, head): moves all in front of those of head; the locks are the caller's. */
static inline void skb_queue_splice_init(struct sk_buff_head *list, struct sk_buff_head *head)
{
	while (list->prev != (struct sk_buff *)list) {
		struct sk_buff *skb = list->prev;

		__skb_unlink(skb, list);
		__skb_queue_head(head, skb);
	}
}

/* skb_queue_walk(list, skb), skb_queue_walk_safe(list, skb, tmp): each packet of the queue. */
#define skb_queue_walk(queue, skb) \
	for ((skb) = (queue)->next; (skb) != (struct sk_buff *)(queue); (skb) = (skb)->next)
#define skb_queue_walk_safe(queue, skb, tmp) \
	for ((skb) = (queue)->next, (tmp) = (skb)->next; (skb) != (struct sk_buff *)(queue); \
	     (skb) = (tmp), (tmp) = (skb)->next)

#endif
