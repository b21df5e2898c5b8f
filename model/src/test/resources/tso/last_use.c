/* A store that is still on its way when its object is freed: who uses the object must say so in time. */
#include <quiesce.h>
#include <linux/slab.h>

#pragma quiesce variant(relaxed)
#pragma quiesce variant(ordered, ORDERED)

static struct thing { int field; } *thing;
static int busy, dying;

static void create(void)
{
	thing = kzalloc(sizeof(*thing), GFP_KERNEL);
}

static void user(void)
{
	WRITE_ONCE(busy, 1);
#ifdef ORDERED
	smp_mb();
#endif
	if (!READ_ONCE(dying))
		WRITE_ONCE(thing->field, 1);
	smp_store_release(&busy, 0);
}

static void killer(void)
{
	WRITE_ONCE(dying, 1);
	smp_mb();
	if (!READ_ONCE(busy))
		kfree(thing);
}

struct scenario last_use = {
	.init = create,
	.threads = { user, killer },
	.memory = MEMORY_TSO,
#ifndef ORDERED
	.expect = USE_AFTER_FREE,
#endif
};
