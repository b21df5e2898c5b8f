/* Who wakes touches the queue: it must not be freed before. */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/wait.h>

#pragma quiesce variant(after_rcu)
#pragma quiesce variant(at_once, AT_ONCE)

struct thing {
	wait_queue_head_t queue;
	bool ready;
};

static struct thing *thing;

static void create(void)
{
	thing = kzalloc(sizeof(*thing), GFP_KERNEL);
	init_waitqueue_head(&thing->queue);
}

static void producer(void)
{
	struct thing *t;

	rcu_read_lock();
	t = READ_ONCE(thing);
	if (t) {
		WRITE_ONCE(t->ready, true);
		wake_up(&t->queue);
	}
	rcu_read_unlock();
}

static void consumer(void)
{
	struct thing *t = thing;

	wait_event(t->queue, READ_ONCE(t->ready));
	BUG_ON(!READ_ONCE(t->ready));
	WRITE_ONCE(thing, NULL);
#ifndef AT_ONCE
	synchronize_rcu();
#endif
	kfree(t);
	cover("freed");
}

struct scenario freed_queue = {
	.about = "the queue must outlive the wake-up",
	.init = create,
	.threads = { producer, consumer },
	.races = RACES_IGNORE,
#ifdef AT_ONCE
	.expect = USE_AFTER_FREE,
#endif
};
