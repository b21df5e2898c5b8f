/*
 * A packet outlives its namespace, and with it the state that it holds: XF6 and XF7.
 *
 * At the exit of a namespace every state is deleted, that is unhashed; it is destroyed when its last packet is gone, which
 * may be later: on a reassembly queue, or on the list on which another CPU defers the freeing of packets. "We never kfree()
 * the xfrm_state until long after we've made sure that it has been unhashed" is fine with that, as long as the deletion does
 * all that has to be done by the end of the namespace, and as long as nobody relies on the destruction.
 *
 *   XF6	b441cf3f8c4b "xfrm: delete x->tunnel as we delete x" (CVE-2025-40215): a state of IPComp has a tunnel state of its
 *	own, x->tunnel, which the flush leaves to x. It was deleted when x was destroyed: too late, it is still hashed when
 *	the tables are checked (WARN) and freed. Fix: when x is deleted.
 *   XF7	9b6412e6979f "tcp: drop secpath at the same time as we currently drop dst" (2025): TCP queued packets with their
 *	sec_path, so that a state lives on for as long as another CPU defers its packet. Fix: drop it at reception. With
 *	XF6 open that was the same WARN; by itself it is a state that outlives its namespace, which x->xs_net still names.
 *
 * Properties: "netns exit leaves no state" in the tables (Klassert, 13 February 2026); and none alive either, once the collector
 * has run (XF7).
 */
#include <linux/list.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

#pragma quiesce variant(fixed)
#pragma quiesce variant(tunnel_deleted_late, XF6)
#pragma quiesce variant(secpath_kept, XF7)

struct xfrm_state {
	struct list_head all;
	spinlock_t lock;
	bool dead;
	refcount_t refcnt;
	struct xfrm_state *tunnel;	/* its tunnel state, with a reference */
	bool kern;			/* it is such a tunnel state itself: flushes leave it alone */
	struct work_struct gc;
};

static DEFINE_SPINLOCK(xfrm_state_lock);
static LIST_HEAD(state_all);
static bool device_is_up = true;		/* the namespace's only one */
static int alive;				/* ghost: states not yet destroyed */

static void xfrm_state_put(struct xfrm_state *x)
{
	if (refcount_dec_and_test(&x->refcnt))
		schedule_work(&x->gc);
}

static void delete_one(struct xfrm_state *x)
{
	spin_lock_bh(&xfrm_state_lock);
	list_del(&x->all);
	spin_unlock_bh(&xfrm_state_lock);
	xfrm_state_put(x);
}

static void xfrm_state_delete_tunnel(struct xfrm_state *x)
{
	struct xfrm_state *t = x->tunnel;

	if (!t)
		return;
	x->tunnel = NULL;
	spin_lock_bh(&t->lock);
	t->dead = true;
	delete_one(t);
	spin_unlock_bh(&t->lock);
	xfrm_state_put(t);
}

static void xfrm_state_delete(struct xfrm_state *x)
{
	spin_lock_bh(&x->lock);
	if (!x->dead) {
		x->dead = true;
		delete_one(x);
#ifndef XF6
		xfrm_state_delete_tunnel(x);
#endif
	}
	spin_unlock_bh(&x->lock);
}

static void xfrm_state_gc_task(struct work_struct *work)
{
	struct xfrm_state *x = container_of(work, struct xfrm_state, gc);

	synchronize_rcu();
	xfrm_state_delete_tunnel(x);
	ghost { alive--; }
	kfree(x);
}

static struct xfrm_state *new_state(bool kern)
{
	struct xfrm_state *x = kzalloc(sizeof(*x), GFP_KERNEL);

	assume(x);
	spin_lock_init(&x->lock);
	refcount_set(&x->refcnt, 1);
	x->kern = kern;
	INIT_WORK(&x->gc, xfrm_state_gc_task);
	list_add(&x->all, &state_all);
	ghost { alive++; }
	return x;
}

static void xfrm_state_fini(void)
{
	struct xfrm_state *x;

	WRITE_ONCE(device_is_up, false);	/* devices go first */
	synchronize_net();
	spin_lock_bh(&xfrm_state_lock);
restart:
	list_for_each_entry(x, &state_all, all) {
		if (x->kern)
			continue;
		refcount_inc(&x->refcnt);
		spin_unlock_bh(&xfrm_state_lock);
		xfrm_state_delete(x);
		xfrm_state_put(x);
		spin_lock_bh(&xfrm_state_lock);
		goto restart;
	}
	spin_unlock_bh(&xfrm_state_lock);
	flush_workqueue(system_wq);		/* the collector */
	WARN_ON(!list_empty(&state_all));
	cover("the namespace is gone");
}

/* XF6: a fragment waits for its packet, and holds a state with a tunnel. */

static struct xfrm_state *held;

static void state_with_a_tunnel(void)
{
	held = new_state(false);
	held->tunnel = new_state(true);
	refcount_inc(&held->tunnel->refcnt);	/* that of held */
	refcount_inc(&held->refcnt);		/* that of the fragment */
}

static void fragment_is_freed(void)
{
	xfrm_state_put(held);
}

static void nothing_is_alive(void)
{
	flush_workqueue(system_wq);
	assert(!alive);
}

#ifndef XF7
struct scenario xf6_tunnel = {
	.about   = "XF6: at the exit of a namespace a tunnel state is unhashed with the state that it belongs to",
	.init    = state_with_a_tunnel,
	.threads = { xfrm_state_fini, fragment_is_freed },
	.exit    = nothing_is_alive,
#ifdef XF6
	.expect  = ASSERTION,
#endif
};
#endif

/* XF7: TCP receives a packet; another CPU frees it later. */

static bool deferred;

static void one_state(void)
{
	held = new_state(false);
}

static void tcp_receives(void)
{
	struct xfrm_state *x;

	if (!READ_ONCE(device_is_up))
		return;
	spin_lock(&xfrm_state_lock);		/* the lookup; in the kernel by RCU and refcount_inc_not_zero() */
	if (list_empty(&state_all)) {
		spin_unlock(&xfrm_state_lock);
		return;
	}
	x = list_first_entry(&state_all, struct xfrm_state, all);
	refcount_inc(&x->refcnt);
	spin_unlock(&xfrm_state_lock);
	cover("a packet was received");
#ifdef XF7
	WRITE_ONCE(deferred, true);
#else
	xfrm_state_put(x);
#endif
}

static void namespace_exits(void)
{
	xfrm_state_fini();
	assert(!alive);
}

static void deferred_packet_is_freed(void)
{
	if (READ_ONCE(deferred))
		xfrm_state_put(held);
}

#ifndef XF6
struct scenario xf7_deferred_packet = {
	.about   = "XF7: no state outlives its namespace because the freeing of a packet is deferred",
	.init    = one_state,
	.threads = { namespace_exits },
	.softirqs = { tcp_receives },
	.exit    = deferred_packet_is_freed,
#ifdef XF7
	.expect  = ASSERTION,
#endif
};
#endif
