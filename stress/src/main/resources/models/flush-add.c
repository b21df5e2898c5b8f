/*
 * Flush against add: a bond leaves the mode in which it can offload, and flushes what it has. An add that has looked at
 * the mode before then publishes its state after the flush, and nothing ever removes it.
 */
#include <quiesce.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, CHECK_UNDER_LOCK)

struct state { struct list_head list; };

static LIST_HEAD(offloaded);
static DEFINE_SPINLOCK(lock);
static int can_offload = 1;

static void add(void)
{
	struct state *x = kzalloc(sizeof(*x), GFP_KERNEL);

#ifdef CHECK_UNDER_LOCK
	spin_lock_bh(&lock);
	if (READ_ONCE(can_offload)) {
		list_add(&x->list, &offloaded);
		x = NULL;
	}
	spin_unlock_bh(&lock);
#else
	if (READ_ONCE(can_offload)) {
		spin_lock_bh(&lock);
		list_add(&x->list, &offloaded);
		spin_unlock_bh(&lock);
		x = NULL;
	}
#endif
	kfree(x);
}

static void change_mode(void)
{
	struct state *x, *next;

	WRITE_ONCE(can_offload, 0);
	spin_lock_bh(&lock);
	list_for_each_entry_safe(x, next, &offloaded, list) {
		list_del(&x->list);
		kfree(x);
	}
	spin_unlock_bh(&lock);
}

static void nothing_is_left(void)
{
	struct state *x, *next;
	int left = 0;

	list_for_each_entry_safe(x, next, &offloaded, list) {
		list_del(&x->list);
		kfree(x);
		left++;
	}
	observe("left", left);
	BUG_ON(left);
}

struct scenario flush_add = {
	.about = "what is added while a bond leaves its mode must not outlive the flush",
	.threads = { add, change_mode },
	.exit = nothing_is_left,
#ifndef CHECK_UNDER_LOCK
	.expect = ASSERTION,
#endif
};
