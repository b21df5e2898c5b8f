/* A packet is freed with its last reference; its destructor is called, and its route dropped, then. */
#include <quiesce.h>
#include <linux/skbuff.h>

#pragma quiesce variant(own_reference)
#pragma quiesce variant(no_reference, NO_REFERENCE)
#pragma quiesce variant(not_freed, NOT_FREED)

static struct sk_buff *packet;
static int destroyed;

static void destroy(struct sk_buff *skb)
{
	destroyed++;
}

static void create(void)
{
	packet = alloc_skb(100, GFP_KERNEL);
	assume(packet);
	packet->destructor = destroy;
#ifndef NO_REFERENCE
	skb_get(packet);
#endif
}

static void look(void)
{
	struct sk_buff *skb = packet;

	observe("mark", READ_ONCE(skb->mark));
#if !defined(NO_REFERENCE) && !defined(NOT_FREED)
	consume_skb(skb);
#endif
}

static void drop(void)
{
	kfree_skb(packet);
}

static void gone(void)
{
	packet = NULL;
	BUG_ON(destroyed != 1);
	cover("destroyed");
}

struct scenario skb_references = {
	.about = "who uses a packet has a reference, and gives it back",
	.init = create,
	.threads = { look, drop },
	.exit = gone,
	.races = RACES_IGNORE,
#if defined(NO_REFERENCE)
	.expect = USE_AFTER_FREE,
#elif defined(NOT_FREED)
	.expect = ASSERTION,
#endif
};
