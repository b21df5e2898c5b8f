/*
 * Suspects in present code, answered: S1, S2, S4 (and S3, which is bond_failover.c).
 *
 * These are claims about this model, not about a kernel that was seen to fail; nobody upstream has stated them. Each one says
 * which kernel steps it follows (mid-2026 code), so that a maintainer can hold the counterexample against the source.
 *
 *   S1	xfrm_dev_state_flush() against the collector. Steps of the flush, after its walk of the hash tables: a1 take
 *	xfrm_state_dev_gc_lock; a2 pick x from the list of deleted states whose xso.dev is this device; a3 drop the lock; a4
 *	xfrm_dev_state_free(x), without a reference on x; a5 take the lock and start again; a6 xfrm_flush_gc(). Steps of the
 *	collector, for the same x, whose last reference has just gone: b1 synchronize_rcu(); b2 xfrm_dev_state_free(x); b3 free
 *	the memory. Steps of xfrm_dev_state_free(), no lock held: c1 dev = READ_ONCE(xso->dev), return if there is none; c2
 *	under the lock, hlist_del() from that list unless hlist_unhashed(); c3 the driver's free callback; c4 xso->dev = NULL;
 *	c5 netdev_put(dev). The check c1 and the clear c4 are not one step, hlist_del() does not make the node unhashed, and
 *	nothing keeps x at a4.
 *	Answer: reachable. If the collector is between c1 and c4 as well, the node is deleted twice (the shortest counterexample:
 *	list corruption), and without that the driver and the device's reference would be next; if it is done between a3 and
 *	a4, the walk goes on in freed memory (--all shows both).
 *	Repair that is PROVED: at a2 take a reference, unless there is none left to take; such a state is passed over, since
 *	the collector has it.
 *   S2	xfrm_dev_state_add() against NETDEV_UNREGISTER. Steps of the addition, under xfrm_cfg_mutex and not RTNL: a1
 *	dev_get_by_index() takes a reference; a2 xso->dev = dev, the driver's add; a3 the state is inserted. Steps of the
 *	unregistration: b1 the device leaves its list; b2 NETDEV_UNREGISTER, the flush finds states that are inserted; b3 wait
 *	for the references, NETDEV_UNREGISTER again from time to time.
 *	Answer: a state between a1 and a3 is missed by b2 (one_flush_is_enough is violated), and found when b3 repeats it: it
 *	ends (PROVED), after a second or so in which the card of a device that is already unregistered is given a state.
 *	Repair that is PROVED for both: a1 to a3 under RTNL. (Whether every caller can take it, xfrm_state_find() above all,
 *	is another question.)
 *   S4	The flush of a bond (bond_master_netdev_event(NETDEV_UNREGISTER)) calls the delete and the free callback, while the
 *	slaves are up and have packets that hold the state. Steps: a1 a packet of the state is on a slave's queue; a2 the
 *	slave's driver sends it with the state's handle. b1 xfrm_state_delete(); b2 xfrm_dev_state_free(), bond_ipsec_free_sa(),
 *	the slave driver's free.
 *	Answer: reachable; the driver uses a handle that it has freed. "In a second step the states are freed once all inflight
 *	packets that used the state left the system" (Klassert, December 2025) does not hold for the flush, which must not wait
 *	for packets (XF4, unregister.c). Repair that is PROVED: the driver, inside an RCU section, drops the packet if xso.dev
 *	is gone; the flush clears xso.dev and waits for a grace period before it calls the driver's free. Either alone is not
 *	enough. (What a card does between delete and free, encrypt or not, is the driver's own affair: BD9.)
 */
#include <linux/list.h>
#include <linux/netdevice.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

#pragma quiesce variant(present)
#pragma quiesce variant(walk_takes_reference, S1)
#pragma quiesce variant(add_under_rtnl, S2)
#pragma quiesce variant(driver_looks, S4, DRIVER_LOOKS)
#pragma quiesce variant(flush_waits, S4, FLUSH_WAITS)
#pragma quiesce variant(driver_looks_flush_waits, S4, DRIVER_LOOKS, FLUSH_WAITS)

struct xfrm_state {
	struct hlist_node bydst, dev_gclist, gclist;
	spinlock_t lock;
	bool dead;
	refcount_t refcnt;
	struct net_device *dev;		/* xso.dev */
};

enum hw { ABSENT, ADDED, DELETED, FREED };
static enum hw hw;				/* ghost: the card's entry of the one state */

static DEFINE_SPINLOCK(xfrm_state_lock);
static DEFINE_SPINLOCK(xfrm_state_gc_lock);
static DEFINE_SPINLOCK(xfrm_state_dev_gc_lock);
static HLIST_HEAD(state_bydst);
static HLIST_HEAD(state_gc_list);
static HLIST_HEAD(state_dev_gc_list);
static struct net_device *eth0;
#define ETH0 1					/* its index */

/* The driver. */

static void driver_add(void)
{
	might_sleep();
	indivisible {
		assert(hw == ABSENT);
		hw = ADDED;
	}
}

static void driver_delete(void)
{
	indivisible {
		assert(hw == ADDED);
		hw = DELETED;
	}
}

static void driver_free(void)
{
	might_sleep();
	indivisible {
		assert(hw == DELETED);
		hw = FREED;
	}
}

/* The end of a state. */

static void xfrm_dev_state_free(struct xfrm_state *x)
{
	struct net_device *dev = READ_ONCE(x->dev);

	if (!dev)
		return;
	spin_lock_bh(&xfrm_state_dev_gc_lock);
	if (!hlist_unhashed(&x->dev_gclist))
		hlist_del(&x->dev_gclist);
	spin_unlock_bh(&xfrm_state_dev_gc_lock);
#ifdef FLUSH_WAITS
	WRITE_ONCE(x->dev, NULL);
	synchronize_net();
	driver_free();
#else
	driver_free();
	WRITE_ONCE(x->dev, NULL);
#endif
	dev_put(dev);
}

static void xfrm_state_gc_task(struct work_struct *work)
{
	struct hlist_head gc_list = HLIST_HEAD_INIT;
	struct hlist_node *next;
	struct xfrm_state *x;

	spin_lock_bh(&xfrm_state_gc_lock);
	hlist_move_list(&state_gc_list, &gc_list);
	spin_unlock_bh(&xfrm_state_gc_lock);
	synchronize_rcu();
	hlist_for_each_entry_safe(x, next, &gc_list, gclist) {
		xfrm_dev_state_free(x);
		kfree(x);
		cover("the collector has freed the state");
	}
}

static DECLARE_WORK(xfrm_state_gc_work, xfrm_state_gc_task);

static void xfrm_state_put(struct xfrm_state *x)
{
	if (!refcount_dec_and_test(&x->refcnt))
		return;
	spin_lock_bh(&xfrm_state_gc_lock);
	hlist_add_head(&x->gclist, &state_gc_list);
	spin_unlock_bh(&xfrm_state_gc_lock);
	schedule_work(&xfrm_state_gc_work);
}

static void xfrm_state_delete(struct xfrm_state *x)
{
	spin_lock_bh(&x->lock);
	if (!x->dead) {
		x->dead = true;
		spin_lock(&xfrm_state_lock);
		hlist_del_rcu(&x->bydst);
		spin_unlock(&xfrm_state_lock);
		if (READ_ONCE(x->dev)) {
			driver_delete();
			spin_lock(&xfrm_state_dev_gc_lock);
			hlist_add_head(&x->dev_gclist, &state_dev_gc_list);
			spin_unlock(&xfrm_state_dev_gc_lock);
		}
		xfrm_state_put(x);
	}
	spin_unlock_bh(&x->lock);
}

/* The flush of a device. */

static void xfrm_dev_state_flush(struct net_device *dev)
{
	struct xfrm_state *x;

	spin_lock_bh(&xfrm_state_lock);
restart:
	hlist_for_each_entry(x, &state_bydst, bydst) {
		if (x->dev != dev)
			continue;
		refcount_inc(&x->refcnt);
		spin_unlock_bh(&xfrm_state_lock);
		xfrm_state_delete(x);
		xfrm_dev_state_free(x);
		xfrm_state_put(x);
		spin_lock_bh(&xfrm_state_lock);
		goto restart;
	}
	spin_unlock_bh(&xfrm_state_lock);

	spin_lock_bh(&xfrm_state_dev_gc_lock);
restart_gc:
	hlist_for_each_entry(x, &state_dev_gc_list, dev_gclist) {
		if (x->dev != dev)
			continue;
#ifdef S1
		if (!refcount_inc_not_zero(&x->refcnt))
			continue;
#endif
		spin_unlock_bh(&xfrm_state_dev_gc_lock);
		xfrm_dev_state_free(x);
#ifdef S1
		xfrm_state_put(x);
		cover("the walk has freed a deleted state from its device");
#endif
		spin_lock_bh(&xfrm_state_dev_gc_lock);
		goto restart_gc;
	}
	spin_unlock_bh(&xfrm_state_dev_gc_lock);
	flush_work(&xfrm_state_gc_work);
}

static int xfrm_dev_event(struct notifier_block *this, unsigned long event, void *ptr)
{
	if (event == NETDEV_UNREGISTER)
		xfrm_dev_state_flush(netdev_notifier_info_to_dev(ptr));
	return NOTIFY_DONE;
}

static struct notifier_block xfrm_dev_notifier = { .notifier_call = xfrm_dev_event };

static void register_eth0(void)
{
	eth0 = alloc_netdev(0, "eth%d", NET_NAME_UNKNOWN, NULL);
	assume(eth0);
	rtnl_lock();
	register_netdevice(eth0);
	rtnl_unlock();
	register_netdevice_notifier(&xfrm_dev_notifier);
}

static struct xfrm_state *new_state(struct net_device *dev)
{
	struct xfrm_state *x = kzalloc(sizeof(*x), GFP_KERNEL);

	assume(x);
	spin_lock_init(&x->lock);
	refcount_set(&x->refcnt, 1);
	x->dev = dev;
	driver_add();
	spin_lock_bh(&xfrm_state_lock);
	hlist_add_head_rcu(&x->bydst, &state_bydst);
	spin_unlock_bh(&xfrm_state_lock);
	return x;
}

/* S1: a user deletes the state while its device is flushed. */

static struct xfrm_state *sa;

static void offloaded(void)
{
	register_eth0();
	dev_hold(eth0);
	sa = new_state(eth0);
	refcount_inc(&sa->refcnt);		/* of the user's lookup */
}

static void user_deletes(void)
{
	xfrm_state_delete(sa);
	xfrm_state_put(sa);
}

static void flush_eth0(void)
{
	rtnl_lock();
	xfrm_dev_state_flush(eth0);
	rtnl_unlock();
}

static void nothing_is_left(void)
{
	flush_work(&xfrm_state_gc_work);
	assert(hw == FREED);
	assert(netdev_refcnt_read(eth0) == 2);	/* of its allocation, and of its registration */
}

#if !defined(S2) && !defined(S4)
struct scenario s1_flush_vs_collector = {
	.about   = "S1: the flush of a device and the collector free a deleted state once",
	.init    = offloaded,
	.threads = { user_deletes, flush_eth0 },
	.exit    = nothing_is_left,
#ifndef S1
	.expect  = LIST_CORRUPTION,
#endif
};
#endif

/* S2: a state is added while its device is unregistered. */

static void user_adds(void)
{
	struct net_device *dev;

#ifdef S2
	rtnl_lock();
#endif
	dev = dev_get_by_index(&init_net, ETH0);
	if (dev) {
		new_state(dev);
		cover("a state was added");
	}
#ifdef S2
	rtnl_unlock();
#endif
}

static void unregister_eth0(void)
{
	rtnl_lock();
	unregister_netdevice(eth0);
	rtnl_unlock();
	free_netdev(eth0);
	cover("eth0 is free");
}

static void unregister_eth0_with_one_flush(void)
{
	rtnl_lock();
	unregister_netdevice(eth0);
	assert(netdev_refcnt_read(eth0) == 1);
	rtnl_unlock();
	free_netdev(eth0);
}

#if !defined(S1) && !defined(S4)
struct scenario s2_it_ends = {
	.about   = "S2: a state that is added while its device is unregistered does not keep the device for ever",
	.init    = register_eth0,
	.threads = { user_adds, unregister_eth0 },
};

struct scenario s2_one_flush_is_enough = {
	.about   = "S2: NETDEV_UNREGISTER need not be repeated for a state that is just being added",
	.init    = register_eth0,
	.threads = { user_adds, unregister_eth0_with_one_flush },
#ifndef S2
	.expect  = ASSERTION,
#endif
};
#endif

/* S4: a bond is unregistered; eth0 stands for it, the card is that of its slave, which stays up. */

static void packet_on_the_queue_of_a_slave(void)
{
	bool gone = false;

	rcu_read_lock_bh();
#ifdef DRIVER_LOOKS
	gone = !READ_ONCE(sa->dev);
#endif
	if (gone) {
		cover("dropped");
	} else {
		indivisible { assert(hw != FREED); }
		cover("sent");
	}
	rcu_read_unlock_bh();
	xfrm_state_put(sa);
}

#if !defined(S1) && !defined(S2)
struct scenario s4_flush_of_a_bond = {
	.about   = "S4: no packet of a state uses what its driver has freed when the bond is flushed",
	.init    = offloaded,
	.threads = { flush_eth0, packet_on_the_queue_of_a_slave },
#if !defined(DRIVER_LOOKS) || !defined(FLUSH_WAITS)
	.expect  = ASSERTION,
#endif
};
#endif
