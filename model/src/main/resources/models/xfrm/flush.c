/*
 * Who may veto a flush?
 *
 * Source: the thread "[PATCH] xfrm: kill xfrm_dev_{state,policy}_flush_secctx_check()", January to February 2026: Tetsuo
 * Handa (TOMOYO), Steffen Klassert (IPsec), Paul Moore (LSM); its end so far is Moore's mail of 27 February. The code is
 * that after 4efa91a28576 ("xfrm: always flush state and policy upon NETDEV_UNREGISTER event", CVE-2026-43167).
 *
 * Every flush of states and policies first asks the LSM about each entry that it is going to remove; the first refusal
 * stops it before anything is removed. That is right for a user who asks for the flush. But the same functions run where
 * nobody can be refused any more: when a namespace exits (nobody is left to refuse), and when a device is unregistered
 * (each offloaded entry holds a reference on it, which unregistration waits for, and for as long as it takes).
 *
 * Properties
 *   P1 nothing_is_left	after the exit of a namespace no state and no policy is left, whatever the LSM says ("we must
 *			flush the xfrm states and policies regardless of any LSM policy", Klassert, 13 February).
 *   P2 all_or_nothing	a flush by a user that the LSM refuses removes nothing, and one that it allows removes what was
 *			there (Moore, 1 to 3 February: comprehensive gating of what removes SPD and SAD entries).
 *   P3 it_ends		unregistration ends with the last reference dropped ("LSM hooks are not allowed to veto
 *			must-not-fail operations", Handa, 31 January). Violated, it is a DEADLOCK: "waiting for eth0 to
 *			become free", however often NETDEV_UNREGISTER is sent again.
 *
 * Variants
 *   D0	as it is: every flush asks.
 *   D2	"call the check only if task_valid" in xfrm_state_flush() and xfrm_policy_flush() (Klassert, 13 February). The
 *	flushes of a device pass task_valid == true, so it does nothing for them.
 *   D3	a "forced" argument for the flushes of a device, true at NETDEV_UNREGISTER (Handa's debug commit in linux-next).
 *	The exit of a namespace does not go that way.
 *   D2_D3 both: all three properties hold. What neither answers (packets in clear text, who may unregister a device at
 *	all, whether the key manager is told) is the matter of flush_design.c.
 *
 * The policy of the LSM is any: each entry has a label that says whether its removal is refused, and every labelling is
 * explored. The verdict does not change while we look, so a refused broadcast is refused each time it is repeated.
 * Left out: hashes, the collector and its list of deleted states (gc.c), what hardware does.
 */
#include <quiesce.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/refcount.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>

#pragma quiesce variant(D0)
#pragma quiesce variant(D2, SKIP_CHECK_WITHOUT_TASK)
#pragma quiesce variant(D3, FORCE_ON_UNREGISTER)
#pragma quiesce variant(D2_D3, SKIP_CHECK_WITHOUT_TASK, FORCE_ON_UNREGISTER)

#ifdef SKIP_CHECK_WITHOUT_TASK
#define asks_lsm(task_valid)	(task_valid)
#else
#define asks_lsm(task_valid)	true
#endif

#ifdef FORCE_ON_UNREGISTER
#define dev_flush_asks_lsm(forced)	(!(forced))
#else
#define dev_flush_asks_lsm(forced)	true
#endif

enum km_state { XFRM_STATE_VALID, XFRM_STATE_DEAD };

struct xfrm_state {
	struct list_head all;
	refcount_t refcnt;
	spinlock_t lock;
	enum km_state state;
	bool refused;			/* its label: the LSM refuses that it be removed */
	struct net_device *dev;		/* the device it is offloaded to, with a reference */
};

struct xfrm_policy {
	struct list_head all;
	refcount_t refcnt;
	bool dead;
	bool refused;
	struct net_device *dev;
};

static struct netns_xfrm {
	spinlock_t xfrm_state_lock;
	struct list_head state_all;
	spinlock_t xfrm_policy_lock;
	struct list_head policy_all;
} net;

static void xfrm_init(void)
{
	spin_lock_init(&net.xfrm_state_lock);
	INIT_LIST_HEAD(&net.state_all);
	spin_lock_init(&net.xfrm_policy_lock);
	INIT_LIST_HEAD(&net.policy_all);
}

/* The LSM. */

static int security_xfrm_state_delete(struct xfrm_state *x)
{
	return x->refused ? -EPERM : 0;
}

static int security_xfrm_policy_delete(struct xfrm_policy *pol)
{
	return pol->refused ? -EPERM : 0;
}

/* States: insertion, deletion, the end. */

static struct xfrm_state *xfrm_state_alloc(struct net_device *dev)
{
	struct xfrm_state *x = kzalloc(sizeof(*x), GFP_KERNEL);

	assume(x);
	refcount_set(&x->refcnt, 1);
	spin_lock_init(&x->lock);
	x->refused = choose(false, true);
	x->dev = dev;
	return x;
}

static void xfrm_state_insert(struct xfrm_state *x)
{
	spin_lock_bh(&net.xfrm_state_lock);
	list_add(&x->all, &net.state_all);
	spin_unlock_bh(&net.xfrm_state_lock);
}

static void xfrm_dev_state_free(struct xfrm_state *x)
{
	struct net_device *dev = READ_ONCE(x->dev);

	if (!dev)
		return;
	WRITE_ONCE(x->dev, NULL);
	dev_put(dev);
}

static void xfrm_state_put(struct xfrm_state *x)
{
	if (!refcount_dec_and_test(&x->refcnt))
		return;
	WARN_ON(x->state != XFRM_STATE_DEAD);
	xfrm_dev_state_free(x);
	kfree(x);
}

static int xfrm_state_delete(struct xfrm_state *x)
{
	int err = -ESRCH;

	spin_lock_bh(&x->lock);
	if (x->state != XFRM_STATE_DEAD) {
		x->state = XFRM_STATE_DEAD;
		spin_lock_bh(&net.xfrm_state_lock);
		list_del(&x->all);
		spin_unlock_bh(&net.xfrm_state_lock);
		xfrm_state_put(x);	/* the reference of its creation */
		err = 0;
	}
	spin_unlock_bh(&x->lock);
	return err;
}

/* Policies. */

static struct xfrm_policy *xfrm_policy_alloc(struct net_device *dev)
{
	struct xfrm_policy *pol = kzalloc(sizeof(*pol), GFP_KERNEL);

	assume(pol);
	refcount_set(&pol->refcnt, 1);
	pol->refused = choose(false, true);
	pol->dev = dev;
	return pol;
}

static void xfrm_policy_insert(struct xfrm_policy *pol)
{
	spin_lock_bh(&net.xfrm_policy_lock);
	list_add(&pol->all, &net.policy_all);
	spin_unlock_bh(&net.xfrm_policy_lock);
}

static void xfrm_policy_kill(struct xfrm_policy *pol)
{
	pol->dead = true;
	if (!refcount_dec_and_test(&pol->refcnt))
		return;
	if (pol->dev)
		dev_put(pol->dev);
	kfree(pol);
}

/* The flushes of a namespace: by a user, or (without a task) at its exit. */

static int flushed_states, flushed_policies;	/* ghost: how many they have removed */

static int xfrm_state_flush(bool task_valid)
{
	struct xfrm_state *x;
	int err = 0;

	spin_lock_bh(&net.xfrm_state_lock);
	if (asks_lsm(task_valid))
		list_for_each_entry(x, &net.state_all, all) {
			err = security_xfrm_state_delete(x);
			if (err)
				goto out;
		}
restart:
	list_for_each_entry(x, &net.state_all, all) {
		refcount_inc(&x->refcnt);
		spin_unlock_bh(&net.xfrm_state_lock);
		if (!xfrm_state_delete(x))
			ghost { flushed_states++; }
		xfrm_state_put(x);
		spin_lock_bh(&net.xfrm_state_lock);
		goto restart;
	}
out:
	spin_unlock_bh(&net.xfrm_state_lock);
	return err;
}

static int xfrm_policy_flush(bool task_valid)
{
	struct xfrm_policy *pol;
	int err = 0;

	spin_lock_bh(&net.xfrm_policy_lock);
	if (asks_lsm(task_valid))
		list_for_each_entry(pol, &net.policy_all, all) {
			err = security_xfrm_policy_delete(pol);
			if (err)
				goto out;
		}
again:
	list_for_each_entry(pol, &net.policy_all, all) {
		list_del_init(&pol->all);
		spin_unlock_bh(&net.xfrm_policy_lock);
		ghost { flushed_policies++; }
		xfrm_policy_kill(pol);
		spin_lock_bh(&net.xfrm_policy_lock);
		goto again;
	}
out:
	spin_unlock_bh(&net.xfrm_policy_lock);
	return err;
}

/* The flushes of a device. */

static void xfrm_dev_state_flush(struct net_device *dev, bool forced)
{
	struct xfrm_state *x;

	spin_lock_bh(&net.xfrm_state_lock);
	if (dev_flush_asks_lsm(forced))
		list_for_each_entry(x, &net.state_all, all)
			if (x->dev == dev && security_xfrm_state_delete(x))
				goto out;
restart:
	list_for_each_entry(x, &net.state_all, all) {
		if (x->dev != dev)
			continue;
		refcount_inc(&x->refcnt);
		spin_unlock_bh(&net.xfrm_state_lock);
		xfrm_state_delete(x);
		xfrm_dev_state_free(x);
		xfrm_state_put(x);
		spin_lock_bh(&net.xfrm_state_lock);
		goto restart;
	}
out:
	spin_unlock_bh(&net.xfrm_state_lock);
}

static void xfrm_dev_policy_flush(struct net_device *dev, bool forced)
{
	struct xfrm_policy *pol;

	spin_lock_bh(&net.xfrm_policy_lock);
	if (dev_flush_asks_lsm(forced))
		list_for_each_entry(pol, &net.policy_all, all)
			if (pol->dev == dev && security_xfrm_policy_delete(pol))
				goto out;
again:
	list_for_each_entry(pol, &net.policy_all, all) {
		if (pol->dev != dev)
			continue;
		list_del_init(&pol->all);
		spin_unlock_bh(&net.xfrm_policy_lock);
		xfrm_policy_kill(pol);
		spin_lock_bh(&net.xfrm_policy_lock);
		goto again;
	}
out:
	spin_unlock_bh(&net.xfrm_policy_lock);
}

static int xfrm_dev_event(struct notifier_block *this, unsigned long event, void *ptr)
{
	struct net_device *dev = netdev_notifier_info_to_dev(ptr);

	if (event == NETDEV_UNREGISTER) {
		xfrm_dev_state_flush(dev, true);
		xfrm_dev_policy_flush(dev, true);
	}
	return NOTIFY_DONE;
}

static struct notifier_block xfrm_dev_notifier = { .notifier_call = xfrm_dev_event };

/* P1: the exit of a namespace, while a packet still holds a state. */

static struct xfrm_state *in_flight;

static void namespace_with_a_packet(void)
{
	xfrm_init();
	in_flight = xfrm_state_alloc(NULL);
	refcount_inc(&in_flight->refcnt);
	xfrm_state_insert(in_flight);
	xfrm_policy_insert(xfrm_policy_alloc(NULL));
}

static void xfrm_net_exit(void)
{
	xfrm_policy_flush(false);
	xfrm_state_flush(false);
	WARN_ON(!list_empty(&net.policy_all));
	WARN_ON(!list_empty(&net.state_all));
	cover("the namespace is gone");
}

static void packet_leaves(void)
{
	xfrm_state_put(in_flight);
}

struct scenario netns_exit = {
	.about   = "P1 (XF3): when a namespace is gone, no state and no policy of it is left",
	.init    = namespace_with_a_packet,
	.threads = { xfrm_net_exit, packet_leaves },
#ifndef SKIP_CHECK_WITHOUT_TASK
	.expect  = ASSERTION,
#endif
};

/* P2: a user flushes two states, one of which may just expire, and two policies. */

static struct xfrm_state *first;

static void two_of_each(void)
{
	xfrm_init();
	first = xfrm_state_alloc(NULL);
	refcount_inc(&first->refcnt);	/* that of its timer */
	xfrm_state_insert(first);
	xfrm_state_insert(xfrm_state_alloc(NULL));
	xfrm_policy_insert(xfrm_policy_alloc(NULL));
	xfrm_policy_insert(xfrm_policy_alloc(NULL));
}

static void user_flushes(void)
{
	bool refused;

	refused = xfrm_state_flush(true) != 0;
	ghost {
		if (refused) {
			cover("the user may not flush the states");
			assert(!flushed_states);
		} else {
			cover("the user flushes the states");
			assert(list_empty(&net.state_all));
		}
	}
	refused = xfrm_policy_flush(true) != 0;
	ghost {
		if (refused) {
			cover("the user may not flush the policies");
			assert(!flushed_policies);
		} else {
			cover("the user flushes the policies");
			assert(list_empty(&net.policy_all));
		}
	}
}

static void first_expires(void)
{
	xfrm_state_delete(first);
	xfrm_state_put(first);
}

struct scenario user_flush = {
	.about   = "P2: a flush by a user removes everything, or, refused by the LSM, nothing",
	.init    = two_of_each,
	.threads = { user_flushes, first_expires },
};

/* P3: a device is unregistered; one state is offloaded to it already, a user is just adding another. */

#define ETH0 1				/* its index */
static struct net_device *eth0;

static void offload_to_eth0(void)
{
	xfrm_init();
	eth0 = alloc_netdev(0, "eth%d", NET_NAME_UNKNOWN, NULL);
	assume(eth0);
	rtnl_lock();
	register_netdevice(eth0);
	rtnl_unlock();
	register_netdevice_notifier(&xfrm_dev_notifier);

	dev_hold(eth0);
	xfrm_state_insert(xfrm_state_alloc(eth0));
	dev_hold(eth0);
	xfrm_policy_insert(xfrm_policy_alloc(eth0));
}

static void unregister_eth0(void)
{
	rtnl_lock();
	unregister_netdevice(eth0);
	rtnl_unlock();			/* waits for the last reference */
	free_netdev(eth0);
	cover("eth0 is free");
}

static void user_adds_a_state(void)
{
	struct net_device *dev = dev_get_by_index(&init_net, ETH0);

	if (!dev)
		return;
	xfrm_state_insert(xfrm_state_alloc(dev));
}

struct scenario unregister = {
	.about   = "P3 (XF2): unregistering a device ends, with its last reference dropped",
	.init    = offload_to_eth0,
	.threads = { unregister_eth0, user_adds_a_state },
#ifndef FORCE_ON_UNREGISTER
	.expect  = DEADLOCK,
#endif
};
