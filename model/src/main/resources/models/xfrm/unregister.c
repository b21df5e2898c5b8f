/*
 * A device that is unregistered waits for its references: XF1, XF4, XF5 (and XF2, which is flush.c).
 *
 * Each offloaded state holds a reference on its device. NETDEV_UNREGISTER tells xfrm to let go of them: "Since
 * xfrm_dev_state_add() takes a reference to struct net_device, the corresponding NETDEV_UNREGISTER handler must release that
 * reference" (Handa, 22 January 2026). A reference too many is a hang, one too few worse.
 *
 *   XF1	4efa91a28576 "xfrm: always flush state and policy upon NETDEV_UNREGISTER event" (CVE-2026-43167): the handler flushed
 *	only while the device had NETIF_F_HW_ESP, a bit that ethtool turns off and that the addition never looks at. Fix:
 *	flush always. Klassert's view in the thread, not to offload where the bit is missing, is no substitute: the bit can
 *	go between the look and the insertion (add_looks_at_bit).
 *   XF4	07b87f9eea0c "xfrm: Fix unregister netdevice hang on hardware offload" (2024): a deleted state is in no table any more,
 *	but a packet may hold it, and with it the device. Fix: a list of states that are deleted and not freed; the handler
 *	walks it too. (How it walks it is suspect S1, suspects.c.)
 *   XF5	9199b915e9fa "xfrm: fix netdev reference count imbalance" (2024): an acquire state of packet offload took over the
 *	device of its policy without a reference of its own (a tracker only), and gave one back.
 *
 * Property: unregistration ends with exactly the last reference dropped (I1, I2; else DEADLOCK, or REF_MISUSE).
 */
#include <linux/list.h>
#include <linux/netdevice.h>
#include <linux/refcount.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#pragma quiesce variant(fixed)
#pragma quiesce variant(flush_needs_bit, XF1, FLUSH_NEEDS_BIT)
#pragma quiesce variant(add_looks_at_bit, XF1, FLUSH_NEEDS_BIT, ADD_LOOKS_AT_BIT)
#pragma quiesce variant(without_dev_gc_list, XF4)
#pragma quiesce variant(tracker_only, XF5)

struct xfrm_state {
	struct hlist_node bydst;
	struct hlist_node dev_gclist;
	spinlock_t lock;
	bool dead;
	refcount_t refcnt;
	struct net_device *dev;
	netdevice_tracker dev_tracker;
};

static DEFINE_SPINLOCK(xfrm_state_lock);
static DEFINE_SPINLOCK(xfrm_state_dev_gc_lock);
static HLIST_HEAD(state_bydst);
static HLIST_HEAD(dev_gc_list);
static struct net_device *eth0;
#define ETH0 1				/* its index */

/* A state's end: deleted, then freed from its device, then destroyed. */

static void xfrm_dev_state_free(struct xfrm_state *x)
{
	struct net_device *dev = READ_ONCE(x->dev);

	if (!dev)
		return;
	spin_lock_bh(&xfrm_state_dev_gc_lock);
	if (!hlist_unhashed(&x->dev_gclist))
		hlist_del(&x->dev_gclist);
	spin_unlock_bh(&xfrm_state_dev_gc_lock);
	WRITE_ONCE(x->dev, NULL);
	netdev_put(dev, &x->dev_tracker);
}

static void xfrm_state_put(struct xfrm_state *x)
{
	if (refcount_dec_and_test(&x->refcnt)) {
		xfrm_dev_state_free(x);		/* the collector's part, done at once */
		kfree(x);
	}
}

static void xfrm_state_delete(struct xfrm_state *x)
{
	spin_lock_bh(&x->lock);
	if (!x->dead) {
		x->dead = true;
		spin_lock(&xfrm_state_lock);
		hlist_del(&x->bydst);
		spin_unlock(&xfrm_state_lock);
#ifndef XF4
		spin_lock(&xfrm_state_dev_gc_lock);
		hlist_add_head(&x->dev_gclist, &dev_gc_list);
		spin_unlock(&xfrm_state_dev_gc_lock);
#endif
		xfrm_state_put(x);
	}
	spin_unlock_bh(&x->lock);
}

/* NETDEV_UNREGISTER. */

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

#ifndef XF4
	spin_lock_bh(&xfrm_state_dev_gc_lock);
restart_gc:
	hlist_for_each_entry(x, &dev_gc_list, dev_gclist) {
		if (x->dev != dev)
			continue;
		spin_unlock_bh(&xfrm_state_dev_gc_lock);
		xfrm_dev_state_free(x);
		spin_lock_bh(&xfrm_state_dev_gc_lock);
		goto restart_gc;
	}
	spin_unlock_bh(&xfrm_state_dev_gc_lock);
#endif
}

static int xfrm_dev_event(struct notifier_block *this, unsigned long event, void *ptr)
{
	struct net_device *dev = netdev_notifier_info_to_dev(ptr);

	if (event != NETDEV_UNREGISTER)
		return NOTIFY_DONE;
#ifdef FLUSH_NEEDS_BIT
	if (!(dev->features & NETIF_F_HW_ESP))
		return NOTIFY_DONE;
#endif
	xfrm_dev_state_flush(dev);
	return NOTIFY_DONE;
}

static struct notifier_block xfrm_dev_notifier = { .notifier_call = xfrm_dev_event };

static void register_eth0(void)
{
	eth0 = alloc_netdev(0, "eth%d", NET_NAME_UNKNOWN, NULL);
	assume(eth0);
	eth0->features = NETIF_F_HW_ESP;
	rtnl_lock();
	register_netdevice(eth0);
	rtnl_unlock();
	register_netdevice_notifier(&xfrm_dev_notifier);
}

static bool eth0_is_gone;		/* ghost */

static void unregister_eth0(void)
{
	rtnl_lock();
	unregister_netdevice(eth0);
	rtnl_unlock();
	ghost { eth0_is_gone = true; }
	free_netdev(eth0);
	cover("eth0 is free");
}

static struct xfrm_state *new_state(struct net_device *dev)
{
	struct xfrm_state *x = kzalloc(sizeof(*x), GFP_KERNEL);

	assume(x);
	spin_lock_init(&x->lock);
	refcount_set(&x->refcnt, 1);
	x->dev = dev;
	return x;
}

static void xfrm_state_insert(struct xfrm_state *x)
{
	spin_lock_bh(&xfrm_state_lock);
	hlist_add_head(&x->bydst, &state_bydst);
	spin_unlock_bh(&xfrm_state_lock);
}

/* XF1: a state is added, ethtool turns the feature off, the device is unregistered. */

static void user_adds(void)
{
	struct net_device *dev = dev_get_by_index(&init_net, ETH0);
	struct xfrm_state *x;

	if (!dev)
		return;
#ifdef ADD_LOOKS_AT_BIT
	if (!(READ_ONCE(dev->features) & NETIF_F_HW_ESP)) {
		dev_put(dev);
		return;
	}
#endif
	x = new_state(dev);
	netdev_tracker_alloc(dev, &x->dev_tracker, GFP_KERNEL);
	xfrm_state_insert(x);
	cover("a state was added");
}

static void ethtool_and_unregister(void)
{
	rtnl_lock();
	eth0->features &= ~NETIF_F_HW_ESP;
	rtnl_unlock();
	unregister_eth0();
}

#if !defined(XF4) && !defined(XF5)
struct scenario xf1_feature_bit = {
	.about   = "XF1: the states of a device are flushed whatever its features are by then",
	.init    = register_eth0,
	.threads = { user_adds, ethtool_and_unregister },
	.races   = RACES_IGNORE,
#ifdef FLUSH_NEEDS_BIT
	.expect  = DEADLOCK,
#endif
};
#endif

/* XF4: a packet holds a state that a user has deleted; nobody frees the packet before the device is gone. */

static struct xfrm_state *in_flight;

static void offloaded_and_in_flight(void)
{
	register_eth0();
	dev_hold(eth0);
	in_flight = new_state(eth0);
	netdev_tracker_alloc(eth0, &in_flight->dev_tracker, GFP_KERNEL);
	xfrm_state_insert(in_flight);
	refcount_add(2, &in_flight->refcnt);	/* of the packet, and of the user's lookup */
}

static void user_deletes(void)
{
	xfrm_state_delete(in_flight);
	xfrm_state_put(in_flight);
}

static void packet_is_freed(void)
{
	await(eth0_is_gone);
	xfrm_state_put(in_flight);
}

#if !defined(XF1) && !defined(XF5)
struct scenario xf4_deleted_but_in_flight = {
	.about   = "XF4: unregistration does not wait for packets that hold a deleted state",
	.init    = offloaded_and_in_flight,
	.threads = { user_deletes, packet_is_freed, unregister_eth0 },
#ifdef XF4
	.expect  = DEADLOCK,
#endif
};
#endif

/* XF5: a packet finds a policy of packet offload and no state; xfrm_state_find() makes one that acquires the keys. */

static struct net_device *dev_of_policy;

static void policy_on_eth0(void)
{
	register_eth0();
	dev_hold(eth0);
	dev_of_policy = eth0;
}

static void packet_acquires(void)
{
	struct xfrm_state *x = new_state(dev_of_policy);

#ifdef XF5
	netdev_tracker_alloc(x->dev, &x->dev_tracker, GFP_ATOMIC);
#else
	netdev_hold(x->dev, &x->dev_tracker, GFP_ATOMIC);
#endif
	xfrm_state_insert(x);
	refcount_inc(&x->refcnt);
	xfrm_state_delete(x);			/* nobody answered */
	xfrm_state_put(x);
	dev_put(dev_of_policy);
	unregister_eth0();
}

#if !defined(XF1) && !defined(XF4)
struct scenario xf5_acquire_state = {
	.about   = "XF5: an acquire state has a reference of its own on the device of its policy",
	.init    = policy_on_eth0,
	.threads = { packet_acquires },
#ifdef XF5
	.expect  = REF_MISUSE,
#endif
};
#endif
