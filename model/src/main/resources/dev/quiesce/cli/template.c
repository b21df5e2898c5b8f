/*
 * A model is kernel C, cut down to the accesses that race. This one checks as it is:
 *
 *	quiesce check NAME.c
 *
 * Put the functions of your patch in place of these, keep what touches shared memory, and cut the rest.
 * `quiesce doc call_rcu` says what a primitive means here, `quiesce models` lists models to learn from.
 */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

/* Each variant is checked on its own: the code as it is, and its repair. */
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, WAIT_FOR_READERS)

struct item {
	int value;
};

static struct item __rcu *published;

/* Runs first and alone. */
static void setup(void)
{
	struct item *item = kzalloc(sizeof(*item), GFP_KERNEL);

	item->value = 1;
	rcu_assign_pointer(published, item);
}

/* Threads run at the same time, in every order that there is. */
static void reader(void)
{
	struct item *item;

	rcu_read_lock();
	item = rcu_dereference(published);
	if (item)
		assert(READ_ONCE(item->value) == 1);	/* a property of your own */
	rcu_read_unlock();
}

static void remover(void)
{
	struct item *item = rcu_dereference_protected(published, true);

	RCU_INIT_POINTER(published, NULL);
#ifdef WAIT_FOR_READERS
	synchronize_rcu();
#endif
	kfree(item);
}

/* A scenario says who runs, and what is meant to come of it. */
struct scenario NAME = {
	.about = "a reader never sees an item that has been freed",
	.init = setup,
	.threads = { reader, remover },
#ifndef WAIT_FOR_READERS
	.expect = USE_AFTER_FREE,
#endif
};
