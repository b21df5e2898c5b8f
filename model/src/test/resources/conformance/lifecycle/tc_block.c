/* Flow block callbacks: bind replays the filters to a new callback, unbind takes them away; adds run unlocked. */
#include <quiesce.h>
#include <linux/list.h>
#include <linux/rwsem.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/refcount.h>

#pragma quiesce variant(cb_lock_write)
#pragma quiesce variant(replay_unlocked, UNLOCKED)
#pragma quiesce variant(unbind_without_remove, NO_REMOVE)
#pragma quiesce variant(read_lock_only, READ_ONLY)

struct filter { struct list_head list; int in_hw_count; };
struct block_cb { struct list_head list; int hw_filters; };
struct block {
	struct list_head cbs, filters;
	struct rw_semaphore cb_lock;
	struct mutex lock;
};

static struct block block;
static struct block_cb nic;
static struct filter f1;

static void setup(void)
{
	INIT_LIST_HEAD(&block.cbs);
	INIT_LIST_HEAD(&block.filters);
	init_rwsem(&block.cb_lock);
	mutex_init(&block.lock);
}

static void cb_call(struct filter *f, bool add)
{
	struct block_cb *cb;

	list_for_each_entry(cb, &block.cbs, list) {
		cb->hw_filters += add ? 1 : -1;
		f->in_hw_count += add ? 1 : -1;
	}
}

static void filter_add(void)
{
	mutex_lock(&block.lock);
	list_add_tail(&f1.list, &block.filters);
	mutex_unlock(&block.lock);
	down_read(&block.cb_lock);
	if (!f1.in_hw_count)
		cb_call(&f1, true);
	up_read(&block.cb_lock);
	cover("added");
}

static void replay(struct block_cb *cb, bool add)
{
	struct filter *f;

	mutex_lock(&block.lock);
	list_for_each_entry(f, &block.filters, list) {
		if (add == !f->in_hw_count) {
			f->in_hw_count += add ? 1 : -1;
			cb->hw_filters += add ? 1 : -1;
		}
	}
	mutex_unlock(&block.lock);
}

static void bind(void)
{
#if defined(UNLOCKED)
	down_write(&block.cb_lock);
	list_add(&nic.list, &block.cbs);
	up_write(&block.cb_lock);
	replay(&nic, true);
#elif defined(READ_ONLY)
	down_read(&block.cb_lock);
	list_add(&nic.list, &block.cbs);
	replay(&nic, true);
	up_read(&block.cb_lock);
#else
	down_write(&block.cb_lock);
	list_add(&nic.list, &block.cbs);
	replay(&nic, true);
	up_write(&block.cb_lock);
#endif
}

static void unbind(void)
{
	down_write(&block.cb_lock);
#ifndef NO_REMOVE
	replay(&nic, false);
#endif
	list_del(&nic.list);
	up_write(&block.cb_lock);
}

static void bound(void) { BUG_ON(nic.hw_filters != 1 || f1.in_hw_count != 1); }
static void bind_and_unbind(void) { bind(); unbind(); }
static void unbound(void) { BUG_ON(nic.hw_filters || f1.in_hw_count); }

struct scenario add_vs_bind = {
	.init = setup, .threads = { filter_add, bind }, .exit = bound,
#if defined(UNLOCKED) || defined(READ_ONLY)
	.expect = ASSERTION,
#endif
};
struct scenario add_vs_unbind = {
	.init = setup, .threads = { filter_add, bind_and_unbind }, .exit = unbound,
#if defined(UNLOCKED) || defined(READ_ONLY) || defined(NO_REMOVE)
	.expect = ASSERTION,
#endif
};
