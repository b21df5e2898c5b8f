/*
 * Two threads that run the same function lock the objects of both, in the order of the objects' addresses as the kernel
 * does it, or each its own first. What the order is may be different for the two, so they are not alike.
 */
#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#pragma quiesce variant(by_address)
#pragma quiesce variant(own_first, OWN_FIRST)

struct queue {
	spinlock_t lock;
	int length;
};

static struct queue *early, *late;

static void lock_both(struct queue *mine, struct queue *other)
{
#ifndef OWN_FIRST
	if (other < mine) {
		cover("the other's object comes first");
		swap(mine, other);
	} else {
		cover("the own object comes first");
	}
#endif
	spin_lock(&mine->lock);
	spin_lock(&other->lock);
}

static void migrate(void)
{
	struct queue *mine = kzalloc(sizeof(*mine), GFP_KERNEL);
	struct queue *other;

	spin_lock_init(&mine->lock);
	if (cmpxchg(&early, NULL, mine))
		smp_store_release(&late, mine);
	await(READ_ONCE(late));
	other = mine == READ_ONCE(early) ? READ_ONCE(late) : READ_ONCE(early);
	lock_both(mine, other);
	mine->length--;
	other->length++;
	spin_unlock(&other->lock);
	spin_unlock(&mine->lock);
}

static void clean_up(void)
{
	assert(early->length + late->length == 0);
	kfree(early);
	kfree(late);
}

struct scenario migration = {
	.about = "the locks of two objects are taken in an order that does not depend on who takes them",
	.threads = { migrate, migrate },
	.exit = clean_up,
#ifdef OWN_FIRST
	.expect = DEADLOCK,
#endif
};
