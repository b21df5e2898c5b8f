/* A clone is a packet of its own with a reference to the route, and without the socket. */
#include <quiesce.h>
#include <linux/skbuff.h>

#pragma quiesce variant(right)
#pragma quiesce variant(broken, BROKEN)

static struct sk_buff *skb;
static struct dst_entry *dst;
static int destructed;

static void destruct(struct sk_buff *packet)
{
	destructed++;
}

static void create(void)
{
	skb = alloc_skb(100, GFP_KERNEL);
	dst = kzalloc(sizeof(*dst), GFP_KERNEL);
	assume(skb && dst);
	dst_init(dst, NULL, NULL, DST_OBSOLETE_NONE, 0);
	skb_dst_set(skb, dst);
	skb->mark = 7;
	skb->cb[5] = 3;
	skb->destructor = destruct;
}

static void deliver_twice(void)
{
	struct sk_buff *clone = skb_clone(skb, GFP_ATOMIC);

	assume(clone);
	BUG_ON(clone->mark != 7 || clone->cb[5] != 3 || skb_dst(clone) != dst || !skb_cloned(skb) || clone->destructor);
	kfree_skb(skb);
	BUG_ON(destructed != 1);
#ifdef BROKEN
	kfree_skb(skb);
#else
	kfree_skb(clone);
#endif
	BUG_ON(destructed != 1);
	cover("delivered");
}

struct scenario cloned = {
	.about = "the packet and its clone are freed for themselves, and each gives its route back",
	.init = create,
	.threads = { deliver_twice },
#ifdef BROKEN
	.expect = USE_AFTER_FREE,
#endif
};

static void create_shared(void)
{
	skb = alloc_skb(100, GFP_KERNEL);
	assume(skb);
	skb_get(skb);
}

static void tap(void)
{
	BUG_ON(READ_ONCE(skb->mark) != 0);
	kfree_skb(skb);
}

static void receive(void)
{
	struct sk_buff *mine = skb;

#ifndef BROKEN
	mine = skb_share_check(mine, GFP_ATOMIC);
	assume(mine);
#endif
	WRITE_ONCE(mine->mark, 1);
	kfree_skb(mine);
	cover("received");
}

struct scenario shared = {
	.about = "who changes a packet sees to it that nobody else has it",
	.init = create_shared,
	.threads = { tap, receive },
#ifdef BROKEN
	.expect = ASSERTION,
#endif
};
