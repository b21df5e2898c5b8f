/*
 * A deleted state must be in no table: XF8, XF9, XF10.
 *
 * States are found through hash chains and a cache under RCU, and taken with refcount_inc_not_zero(). The promise that makes
 * this safe is old: "We never kfree() the xfrm_state until long after we've made sure that it has been unhashed"
 * (a47f0ce05ae1, 2008). Deletion unhashes under xfrm_state_lock; the last reference queues the state for the collector, which
 * waits for a grace period and frees. Three ways to break the promise:
 *
 *   XF8	"xfrm: xfrm_alloc_spi should not use 0 as SPI" (CVE-2025-39965): the deletion takes a state out of the chain by SPI if
 *	id.spi is not 0. A state that was given SPI 0 is in the chain, and stays.
 *   XF9	14acf9652e56 "xfrm: defensively unhash xfrm_state lists in __xfrm_state_delete" (CVE-2026-46116, April 2026): the
 *	general case. Values (id.spi, km.seq) decide what to unhash, while others change them: a node that is linked is left,
 *	one that is not is deleted; and a second deletion goes through a poisoned node. Fix: the node itself knows
 *	(hlist_unhashed), and is deleted such that it knows (hlist_del_init_rcu): "so the unhash decision tracks list state
 *	rather than mutable scalar fields". With it even SPI 0 does no harm (spi_zero_by_list).
 *   XF10	ddd3d0132920 "xfrm: Fix xfrm state cache insertion race" (CVE-2026-72451, June 2026): the input path looks whether
 *	the state is valid, then takes the lock and puts it into its cache; a deletion in between is undone. Fix: look again,
 *	that is only, with the lock held.
 *
 * Properties: no chain leads to freed memory (what a lookup shows), and "an object that is dead is not inserted again" (XF10).
 * Modelled: one state, its nodes in three chains, a lookup as in the receive path, the collector's grace period.
 */
#include <linux/list.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

#pragma quiesce variant(fixed)
#pragma quiesce variant(spi_zero, XF8, SPI_ZERO, BY_VALUE)
#pragma quiesce variant(spi_zero_by_list, XF8, SPI_ZERO)
#pragma quiesce variant(by_value, XF9, BY_VALUE)
#pragma quiesce variant(checked_before_lock, XF10, CHECKED_BEFORE_LOCK)

enum km_state { XFRM_STATE_VALID, XFRM_STATE_DEAD };

struct xfrm_state {
	struct hlist_node byspi, byseq, cache_input;
	spinlock_t lock;
	refcount_t refcnt;
	enum km_state state;
	u32 spi;
	u32 seq;
	struct work_struct gc;
};

static DEFINE_SPINLOCK(xfrm_state_lock);
static HLIST_HEAD(state_byspi);
static HLIST_HEAD(state_byseq);
static HLIST_HEAD(state_cache_input);
static struct xfrm_state *sa;

static void xfrm_state_gc_task(struct work_struct *work)
{
	struct xfrm_state *x = container_of(work, struct xfrm_state, gc);

	synchronize_rcu();
	cover("the state is freed");
	kfree(x);
}

static void xfrm_state_put(struct xfrm_state *x)
{
	if (refcount_dec_and_test(&x->refcnt))
		schedule_work(&x->gc);
}

/* With xfrm_state_lock held. */
static void unhash(struct xfrm_state *x)
{
#ifdef BY_VALUE
	if (x->seq)
		hlist_del_rcu(&x->byseq);
	if (x->spi)
		hlist_del_rcu(&x->byspi);
#else
	if (!hlist_unhashed(&x->byseq))
		hlist_del_init_rcu(&x->byseq);
	if (!hlist_unhashed(&x->byspi))
		hlist_del_init_rcu(&x->byspi);
#endif
	if (!hlist_unhashed(&x->cache_input))
		hlist_del_init_rcu(&x->cache_input);
}

static void xfrm_state_delete(struct xfrm_state *x)
{
	spin_lock_bh(&x->lock);
	if (x->state != XFRM_STATE_DEAD) {
		WRITE_ONCE(x->state, XFRM_STATE_DEAD);
		spin_lock(&xfrm_state_lock);
		unhash(x);
		spin_unlock(&xfrm_state_lock);
		xfrm_state_put(x);	/* the reference of its creation */
	}
	spin_unlock_bh(&x->lock);
}

/* A lookup that walks a chain; whether it looks for this state or for another does not matter. */
static void walk_by_spi(void)
{
	struct xfrm_state *x;

	rcu_read_lock();
	hlist_for_each_entry_rcu(x, &state_byspi, byspi)
		if (READ_ONCE(x->spi) == 1)
			cover("found by SPI");
	rcu_read_unlock();
}

static void walk_by_seq(void)
{
	struct xfrm_state *x;

	rcu_read_lock();
	hlist_for_each_entry_rcu(x, &state_byseq, byseq)
		if (READ_ONCE(x->seq) == 1)
			cover("found by sequence number");
	rcu_read_unlock();
}

static void one_state(void)
{
	sa = kzalloc(sizeof(*sa), GFP_KERNEL);
	assume(sa);
	spin_lock_init(&sa->lock);
	refcount_set(&sa->refcnt, 2);	/* one is that of whoever deletes it here */
	INIT_WORK(&sa->gc, xfrm_state_gc_task);
}

static void user_deletes(void)
{
	xfrm_state_delete(sa);
	xfrm_state_put(sa);
}

/* XF8: an SPI is allocated, then the state is deleted. */

static void xfrm_alloc_spi(struct xfrm_state *x)
{
	u32 spi = choose_range(0, 1);

#ifndef SPI_ZERO
	assume(spi != 0);		/* tries the next one */
#endif
	spin_lock_bh(&x->lock);
	if (x->state != XFRM_STATE_DEAD) {
		spin_lock(&xfrm_state_lock);
		WRITE_ONCE(x->spi, spi);
		hlist_add_head_rcu(&x->byspi, &state_byspi);
		spin_unlock(&xfrm_state_lock);
	}
	spin_unlock_bh(&x->lock);
}

static void user_allocates_and_deletes(void)
{
	xfrm_alloc_spi(sa);
	user_deletes();
}

#if !defined(XF9) && !defined(XF10)
struct scenario xf8_spi_zero = {
	.about   = "XF8: a state whose SPI is 0 is unhashed like any other",
	.init    = one_state,
	.threads = { user_allocates_and_deletes, walk_by_spi },
#ifdef BY_VALUE
	.expect  = USE_AFTER_FREE,
#endif
};
#endif

/* XF9: a value changes while the state is deleted, and no list with it; or the state is deleted again. */

static void one_state_by_seq(void)
{
	one_state();
	sa->seq = 1;
	hlist_add_head_rcu(&sa->byseq, &state_byseq);
	sa->spi = 1;
	hlist_add_head_rcu(&sa->byspi, &state_byspi);
	refcount_inc(&sa->refcnt);
}

static void loses_its_number(void)
{
	WRITE_ONCE(sa->seq, 0);
	xfrm_state_put(sa);
}

static void one_state_without_seq(void)
{
	one_state();
	refcount_inc(&sa->refcnt);
}

static void gets_a_number(void)
{
	WRITE_ONCE(sa->seq, 1);
	xfrm_state_put(sa);
}

static void unhash_alone(void)
{
	spin_lock_bh(&xfrm_state_lock);
	unhash(sa);
	spin_unlock_bh(&xfrm_state_lock);
	xfrm_state_put(sa);
}

#if !defined(XF8) && !defined(XF10)
struct scenario xf9_node_without_value = {
	.about   = "XF9: a linked state that loses its sequence number does not stay in the chain",
	.init    = one_state_by_seq,
	.threads = { user_deletes, loses_its_number, walk_by_seq },
#ifdef BY_VALUE
	.expect  = USE_AFTER_FREE,
#endif
};

struct scenario xf9_value_without_node = {
	.about   = "XF9: a state that gets a sequence number, but is in no chain, is not taken out of one",
	.init    = one_state_without_seq,
	.threads = { user_deletes, gets_a_number },
#ifdef BY_VALUE
	.expect  = NULL_DEREF,
#endif
};

struct scenario xf9_second_delete = {
	.about   = "XF9: unhashing a state a second time does nothing",
	.init    = one_state_by_seq,
	.threads = { user_deletes, unhash_alone },
#ifdef BY_VALUE
	.expect  = LIST_CORRUPTION,
#endif
};
#endif

/* XF10: the input path puts a state that it has found into its cache, which packets look at first. */

static struct xfrm_state *xfrm_input_cached(void)
{
	struct xfrm_state *x;

	hlist_for_each_entry_rcu(x, &state_cache_input, cache_input)
		if (refcount_inc_not_zero(&x->refcnt))
			return x;
	return NULL;
}

static void input(void)
{
	struct xfrm_state *x, *found = NULL;

	rcu_read_lock();
	found = xfrm_input_cached();
	if (found) {
		cover("found in the cache");
		goto out;
	}
	hlist_for_each_entry_rcu(x, &state_byspi, byspi)
		if (refcount_inc_not_zero(&x->refcnt)) {
			found = x;
			break;
		}
	if (!found)
		goto out;
#ifdef CHECKED_BEFORE_LOCK
	if (READ_ONCE(found->state) == XFRM_STATE_VALID) {
		spin_lock_bh(&xfrm_state_lock);
#else
	spin_lock_bh(&xfrm_state_lock);
	if (READ_ONCE(found->state) == XFRM_STATE_VALID) {
#endif
		if (hlist_unhashed(&found->cache_input))
			hlist_add_head_rcu(&found->cache_input, &state_cache_input);
#ifdef CHECKED_BEFORE_LOCK
		spin_unlock_bh(&xfrm_state_lock);
	}
#else
	}
	spin_unlock_bh(&xfrm_state_lock);
#endif
out:
	rcu_read_unlock();
	if (found)
		xfrm_state_put(found);
}

static void one_state_by_spi(void)
{
	one_state();
	sa->spi = 1;
	hlist_add_head_rcu(&sa->byspi, &state_byspi);
}

#if !defined(XF8) && !defined(XF9)
struct scenario xf10_cache_insertion = {
	.about   = "XF10: the input path does not put a dead state into its cache",
	.init    = one_state_by_spi,
	.threads = { user_deletes },
	.softirqs = { input, input },
#ifdef CHECKED_BEFORE_LOCK
	.expect  = USE_AFTER_FREE,
#endif
};
#endif
