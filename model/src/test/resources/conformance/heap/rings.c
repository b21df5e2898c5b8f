/*
 * Rings of equal objects, kept until the end or lost. Of those that nothing else points at any more, which one an object is in
 * cannot be told from what it holds or who points at it.
 */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#pragma quiesce variant(kept)
#pragma quiesce variant(lost, LOST)

struct link {
	struct link *next;
};

static DEFINE_SPINLOCK(lock);
static struct link *ring;
static struct link *kept[2];
static int rings;

static void make(int length)
{
	spin_lock(&lock);
	ring = kmalloc(sizeof(*ring), GFP_ATOMIC);
	ring->next = ring;
	for (int i = 1; i < length; i++) {
		struct link *l = kmalloc(sizeof(*l), GFP_ATOMIC);

		l->next = ring->next;
		ring->next = l;
	}
#ifndef LOST
	kept[rings] = ring;
#endif
	ring = NULL;
	rings++;
	spin_unlock(&lock);
}

static void make_two(void)
{
	make(2);
}

static void make_three(void)
{
	make(3);
}

static void count(void)
{
#ifdef LOST
	assert(READ_ONCE(rings) < 2);
#else
	if (READ_ONCE(rings) == 2)
		cover("both rings are counted");
#endif
}

static void clean_up(void)
{
	for (int i = 0; i < 2; i++) {
		struct link *l = kept[i];

		while (l) {
			struct link *next = l->next;

			kfree(l);
			l = next == kept[i] ? NULL : next;
		}
		kept[i] = NULL;
	}
}

struct scenario start = {
	.about = "both rings may be there, or lost, when they are counted",
	.threads = { make_three, make_two, count },
	.exit = clean_up,
#ifdef LOST
	.expect = ASSERTION,
#endif
};
