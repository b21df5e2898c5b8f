/* Work items, completions, timers and wait queues under the kernel's memory model. */
#include <quiesce.h>
#include <linux/completion.h>
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#pragma quiesce variant(good)
#pragma quiesce variant(bad, BAD)

static int data, seen;

/* What was stored before an item was queued is there when it runs. */
static void looks(struct work_struct *work)
{
	BUG_ON(!READ_ONCE(data));
}

static DECLARE_WORK(look, looks);

static void queues(void)
{
#ifdef BAD
	schedule_work(&look);
	WRITE_ONCE(data, 1);
#else
	WRITE_ONCE(data, 1);
	schedule_work(&look);
#endif
}

struct scenario work_sees_what_came_before = {
	.memory = MEMORY_LKMM,
	.threads = { queues },
#ifdef BAD
	.expect = ASSERTION,
#endif
};

/* A completion orders what came before it. */
static DECLARE_COMPLETION(done);

static void completes(void)
{
	WRITE_ONCE(data, 1);
#ifdef BAD
	WRITE_ONCE(seen, 1);
#else
	complete(&done);
#endif
}

static void waits(void)
{
#ifdef BAD
	await(READ_ONCE(seen));
#else
	wait_for_completion(&done);
#endif
	BUG_ON(!READ_ONCE(data));
}

struct scenario completion_orders = {
	.memory = MEMORY_LKMM,
	.threads = { completes, waits },
#ifdef BAD
	.expect = ASSERTION,
#endif
};

/* Nobody completes. */
static void forgets(void)
{
#ifndef BAD
	complete(&done);
#endif
}

static void waits_only(void)
{
	wait_for_completion(&done);
}

struct scenario somebody_must_complete = {
	.memory = MEMORY_LKMM,
	.threads = { forgets, waits_only },
#ifdef BAD
	.expect = DEADLOCK,
#endif
};

/* The object that a work item uses is freed when the item cannot run any more. */
struct state {
	struct work_struct work;
	int used;
};

static struct state *state;

static void uses(struct work_struct *work)
{
	struct state *s = container_of(work, struct state, work);

	WRITE_ONCE(s->used, 1);
}

static void create(void)
{
	state = kzalloc(sizeof(*state), GFP_KERNEL);
	INIT_WORK(&state->work, uses);
	schedule_work(&state->work);
}

static void destroy(void)
{
#ifndef BAD
	cancel_work_sync(&state->work);
#endif
	kfree(state);
}

struct scenario cancel_before_free = {
	.memory = MEMORY_LKMM,
	.init = create,
	.threads = { destroy },
#ifdef BAD
	.expect = USE_AFTER_FREE,
#endif
};

/* The same for a timer. */
struct timed {
	struct timer_list timer;
	int used;
};

static struct timed *timed;

static void expires(struct timer_list *t)
{
	struct timed *s = container_of(t, struct timed, timer);

	WRITE_ONCE(s->used, 1);
}

static void create_timed(void)
{
	timed = kzalloc(sizeof(*timed), GFP_KERNEL);
	timer_setup(&timed->timer, expires, 0);
	mod_timer(&timed->timer, 1);
}

static void destroy_timed(void)
{
#ifdef BAD
	timer_delete(&timed->timer);
#else
	timer_delete_sync(&timed->timer);
#endif
	kfree(timed);
}

struct scenario delete_before_free = {
	.memory = MEMORY_LKMM,
	.init = create_timed,
	.threads = { destroy_timed },
#ifdef BAD
	.expect = USE_AFTER_FREE,
#endif
};

/* Who sets a condition and then wakes does not leave a waiter behind. */
static DECLARE_WAIT_QUEUE_HEAD(queue);
static int condition;

static void wakes(void)
{
#ifdef BAD
	wake_up(&queue);
	WRITE_ONCE(condition, 1);
#else
	WRITE_ONCE(condition, 1);
	wake_up(&queue);
#endif
}

static void sleeps(void)
{
	wait_event(queue, READ_ONCE(condition));
}

struct scenario set_then_wake = {
	.memory = MEMORY_LKMM,
	.threads = { wakes, sleeps },
#ifdef BAD
	.expect = DEADLOCK,
#endif
};
