/* skb_queue_tail and skb_dequeue take the queue's lock: packets come out once each, first in first out. */
#include <quiesce.h>
#include <linux/skbuff.h>

#pragma quiesce variant(locked)
#pragma quiesce variant(unlocked, UNLOCKED)

static struct sk_buff_head queue;

static void create(void)
{
	skb_queue_head_init(&queue);
	for (int i = 1; i <= 2; i++) {
		struct sk_buff *skb = alloc_skb(0, GFP_KERNEL);

		assume(skb);
		skb->mark = i;
		skb_queue_tail(&queue, skb);
	}
	BUG_ON(skb_peek(&queue)->mark != 1 || skb_queue_len(&queue) != 2);
}

static void take(void)
{
#ifdef UNLOCKED
	struct sk_buff *skb = __skb_dequeue(&queue);
#else
	struct sk_buff *skb = skb_dequeue(&queue);
#endif

	kfree_skb(skb);
}

static void empty(void)
{
	BUG_ON(!skb_queue_empty(&queue) || skb_queue_len(&queue));
	cover("empty");
}

struct scenario skb_queue = {
	.about = "without its lock a queue falls apart",
	.init = create,
	.threads = { take, take },
	.exit = empty,
#ifdef UNLOCKED
	.races = RACES_IGNORE,
	.expect = NULL_DEREF,
#endif
};
