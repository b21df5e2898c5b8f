/*
 * Eight ways out of the LSM dispute, and what each of them keeps.
 *
 * Source: the thread "[PATCH] xfrm: kill xfrm_dev_{state,policy}_flush_secctx_check()", January to February 2026 (Handa,
 * Klassert, Moore); flush.c tells its story. The code is that after 4efa91a28576.
 *
 * Variants: the alternatives, as far as the thread describes them.
 *   D0	as it is: every flush asks the LSM about every entry first, and one refusal stops it.
 *   D1	"kill the checks" of the two flushes of a device (Handa's patch, 27 January).
 *   D2	no check without a task, that is at the exit of a namespace (Klassert, 13 February).
 *   D3	a flush of a device is "forced" when it unregisters, not when it goes down (Handa).
 *   D4	an LSM hook before the point of no return of an unregistration (Klassert, 9 February); what follows is forced.
 *   D4_closed the same, and from the moment that the hook has agreed nothing can be offloaded to the device any more.
 *   D5	a device that goes away or down is replaced by blackhole_netdev in states and policies; nothing is removed (Handa).
 *   D6	"unlink policies and states from the device", mark them invalid, fire the timer that tells the key manager
 *	(Klassert, 13 February; Moore likes it, 27 February).
 *   D7	a device that goes down keeps its states and policies.
 *   D2_D3, D2_D6, D2_D4_D6: together; D4 closed in the last one.
 *
 * Properties: the scenarios.
 *   netns_exit		no state, no policy is left ("regardless of any LSM policy", Klassert, 13 February).
 *   unregister_ends	with the last reference dropped ("LSM hooks are not allowed to veto must-not-fail operations", Handa,
 *			31 January). Else a DEADLOCK.
 *   user_is_checked	no user-requested removal without a check that has passed ("comprehensive gating", Moore, 1 to 3
 *			February): a flush, or taking the link down.
 *   check_vs_add	the same while another user adds a state. Checking everything first and removing then, with the
 *			lock dropped in between, is no check of what is added meanwhile; that is an observation of this model
 *			on the present code ("ip link set down" is not serialised with additions). Checking again, entry by
 *			entry, would close it; so does not removing anything.
 *   unregister_is_checked	who may not delete states may not unregister the device that carries them (Klassert, 9 February).
 *   unregister_vs_add	the same while another user adds a state: the hook's decision has to last until the teardown.
 *   clear_text_unregister, clear_text_down	a packet that matches a policy is encrypted or dropped: "they can also leave on
 *			some other device without encryption" is the harm (Klassert, 9 and 13 February).
 *   key_manager_unregister, key_manager_down	who negotiates keys is told that the path is no longer available (Klassert, 13
 *			February; Moore, 27 February).
 * That nothing is leaked is part of each.
 *
 * What comes out. Only D2 helps the exit of a namespace. D0, D2 and D7 do not end unregistration. Of the alternatives alone
 * only those that remove nothing (D5, D6) keep packets from leaving in clear text, and only D6 tells the key manager. D2 and
 * D6 together have all but one: that an unregistration can be refused. That takes the hook of D4, and it has to be closed
 * against a concurrent addition. D2, D4 closed and D6 together have every property. The exit of a namespace, where no hook can
 * refuse, does not contradict: nobody requested that removal. Of D6, the grace period before the card forgets the state is
 * needed; the invalid flag is not, for this list: with its device gone a packet is dropped anyway, but the sender is not told.
 *
 * Modelled: states and policies alike, one of each on the device; a label that says whether the LSM refuses its removal, any
 * labelling; in_hw is ghost, what the card's table has. Left out: the collector, the bond, hashes. A packet looks up its policy
 * and its state and is transmitted within one RCU section.
 */
#include <linux/list.h>
#include <linux/netdevice.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

#pragma quiesce variant(D0)
#pragma quiesce variant(D1, D1)
#pragma quiesce variant(D2, D2)
#pragma quiesce variant(D3, D3)
#pragma quiesce variant(D4, D4)
#pragma quiesce variant(D4_closed, D4, CLOSED)
#pragma quiesce variant(D5, D5)
#pragma quiesce variant(D6, D6)
#pragma quiesce variant(D7, D7)
#pragma quiesce variant(D2_D3, D2, D3)
#pragma quiesce variant(D2_D6, D2, D6)
#pragma quiesce variant(D2_D4_D6, D2, D4, CLOSED, D6)

/* Which flushes ask the LSM. */
#ifdef D2
#define namespace_flush_asks(task_valid)	(task_valid)
#else
#define namespace_flush_asks(task_valid)	true
#endif

#if defined(D1) || defined(D5) || defined(D6)
#define device_flush_asks(event)		false
#elif defined(D3) || defined(D4)
#define device_flush_asks(event)		((event) == NETDEV_DOWN)
#else
#define device_flush_asks(event)		true
#endif

/* An entry of the state or of the policy database: on its list, with a reference on its device. */
struct entry {
	struct list_head all;
	struct net_device *dev;
	refcount_t refcnt;
	bool refused;			/* its label: the LSM refuses that it be removed */
	bool invalid;			/* D6: of no use any more, packets are dropped */
	bool in_hw;			/* ghost */
	struct timer_list timer;	/* D6: tells the key manager */
	struct rcu_head rcu;
};

struct database {
	spinlock_t lock;
	struct list_head all;
};

static struct database sad, spd;
static struct net_device *eth0;
#define ETH0 1				/* its index */
static bool closed;			/* D4 closed: nothing can be offloaded to eth0 any more */

/* What the properties are about; ghost. */
static bool unchecked;			/* an entry was removed on a user's request although the LSM refuses that */
static bool clear_text;
static int useless;			/* entries that packets can no longer use */
static int told;			/* and how many of them the key manager knows of */

static int security_delete(struct entry *e)
{
	return e->refused ? -EPERM : 0;
}

static void entry_put(struct entry *e)
{
	if (!refcount_dec_and_test(&e->refcnt))
		return;
	if (e->dev)
		dev_put(e->dev);
#ifdef D6
	timer_shutdown_sync(&e->timer);
#endif
	kfree_rcu(e, rcu);
}

static void tell_key_manager(struct timer_list *timer)
{
	ghost { told++; }
}

static struct entry *entry_alloc(struct net_device *dev)
{
	struct entry *e = kzalloc(sizeof(*e), GFP_KERNEL);

	assume(e);
	e->dev = dev;
	e->in_hw = dev != NULL;
	refcount_set(&e->refcnt, 1);
#ifdef D6
	timer_setup(&e->timer, tell_key_manager, 0);
#endif
	return e;
}

/* Into its database; fails only where the device accepts nothing more. */
static bool entry_insert(struct database *db, struct entry *e)
{
	bool inserted = true;

	spin_lock_bh(&db->lock);
#ifdef CLOSED
	if (e->dev && closed)
		inserted = false;
	else
#endif
		list_add_rcu(&e->all, &db->all);
	spin_unlock_bh(&db->lock);
	return inserted;
}

static void entry_remove(struct database *db, struct entry *e, bool user_requested)
{
	spin_lock_bh(&db->lock);
	list_del_rcu(&e->all);
	spin_unlock_bh(&db->lock);
	ghost {
		if (user_requested && e->refused)
			unchecked = true;
		e->in_hw = false;
		useless++;
	}
	entry_put(e);
}

/* The flush of a namespace. */
static void flush(struct database *db, bool task_valid)
{
	struct entry *e;

	spin_lock_bh(&db->lock);
	if (namespace_flush_asks(task_valid))
		list_for_each_entry(e, &db->all, all)
			if (security_delete(e))
				goto out;
restart:
	list_for_each_entry(e, &db->all, all) {
		spin_unlock_bh(&db->lock);
		entry_remove(db, e, task_valid);
		spin_lock_bh(&db->lock);
		goto restart;
	}
out:
	spin_unlock_bh(&db->lock);
}

/* What becomes of an entry whose device goes away, or down; the caller has a reference on it. */
static void leave_device(struct database *db, struct entry *e, struct net_device *dev, bool user_requested)
{
#if defined(D5) || defined(D6)
#ifdef D5
	WRITE_ONCE(e->dev, NULL);	/* stands for blackhole_netdev, which never goes */
#else
	WRITE_ONCE(e->invalid, true);
	WRITE_ONCE(e->dev, NULL);
	mod_timer(&e->timer, jiffies);
#endif
	ghost { useless++; }
	synchronize_net();
	ghost { e->in_hw = false; }
	dev_put(dev);
#else
	entry_remove(db, e, user_requested);
#endif
}

/* The flush of a device. */
static void device_flush(struct database *db, struct net_device *dev, unsigned long event)
{
	struct entry *e;

	spin_lock_bh(&db->lock);
	if (device_flush_asks(event))
		list_for_each_entry(e, &db->all, all)
			if (e->dev == dev && security_delete(e))
				goto out;
restart:
	list_for_each_entry(e, &db->all, all) {
		if (e->dev != dev)
			continue;
		refcount_inc(&e->refcnt);
		spin_unlock_bh(&db->lock);
		leave_device(db, e, dev, event == NETDEV_DOWN);
		entry_put(e);
		spin_lock_bh(&db->lock);
		goto restart;
	}
out:
	spin_unlock_bh(&db->lock);
}

static int xfrm_dev_event(struct notifier_block *this, unsigned long event, void *ptr)
{
	struct net_device *dev = netdev_notifier_info_to_dev(ptr);

#ifndef D7
	if (event == NETDEV_DOWN) {
		device_flush(&sad, dev, event);
		device_flush(&spd, dev, event);
	}
#endif
	if (event == NETDEV_UNREGISTER) {
		device_flush(&sad, dev, event);
		device_flush(&spd, dev, event);
	}
	return NOTIFY_DONE;
}

static struct notifier_block xfrm_dev_notifier = { .notifier_call = xfrm_dev_event };

/* What is there in the beginning: a state and a policy, on no device or on eth0, labelled anyhow or harmlessly. */

static void databases(bool labelled, struct net_device *dev)
{
	struct database *dbs[] = { &sad, &spd };
	struct entry *e;

	for (int i = 0; i < 2; i++) {
		spin_lock_init(&dbs[i]->lock);
		INIT_LIST_HEAD(&dbs[i]->all);
		dev_hold(dev);
		e = entry_alloc(dev);
		if (labelled)
			e->refused = choose(false, true);
		entry_insert(dbs[i], e);
	}
}

static void device(bool up)
{
	eth0 = alloc_netdev(0, "eth%d", NET_NAME_UNKNOWN, NULL);
	assume(eth0);
	rtnl_lock();
	register_netdevice(eth0);
	if (up)
		dev_open(eth0, NULL);
	rtnl_unlock();
	register_netdevice_notifier(&xfrm_dev_notifier);
}

static void not_offloaded(void)
{
	databases(true, NULL);
}

static void offloaded(void)
{
	device(false);
	databases(true, eth0);
}

static void offloaded_and_up(void)
{
	device(true);
	databases(true, eth0);
}

static void harmless(void)
{
	device(false);
	databases(false, eth0);
}

static void harmless_and_up(void)
{
	device(true);
	databases(false, eth0);
}

/* Who does what. */

static void xfrm_net_exit(void)
{
	flush(&spd, false);
	flush(&sad, false);
	assert(list_empty(&spd.all) && list_empty(&sad.all));
	cover("the namespace is gone");
}

/* D4: asked by netlink or sysfs, where the answer can still be no. */
static bool may_unregister(struct net_device *dev)
{
	bool may = true;
#ifdef D4
	struct entry *e;

	spin_lock_bh(&sad.lock);
	spin_lock_bh(&spd.lock);
	list_for_each_entry(e, &sad.all, all)
		if (e->dev == dev && security_delete(e))
			may = false;
	list_for_each_entry(e, &spd.all, all)
		if (e->dev == dev && security_delete(e))
			may = false;
#ifdef CLOSED
	if (may)
		closed = true;
#endif
	spin_unlock_bh(&spd.lock);
	spin_unlock_bh(&sad.lock);
#endif
	return may;
}

/* Whether eth0 carries what the LSM does not let be removed; ghost. */
static bool carries_refused(void)
{
	struct entry *e;

	list_for_each_entry(e, &sad.all, all)
		if (e->dev == eth0 && e->refused)
			return true;
	list_for_each_entry(e, &spd.all, all)
		if (e->dev == eth0 && e->refused)
			return true;
	return false;
}

static void user_unregisters(void)
{
	if (!may_unregister(eth0))
		return;
	rtnl_lock();
	unregister_netdevice(eth0);
	rtnl_unlock();			/* waits for the last reference */
	free_netdev(eth0);
	cover("eth0 is free");
}

static void user_unregisters_what_may_be_deleted(void)
{
	if (!may_unregister(eth0)) {
		cover("the user may not unregister eth0");
		return;
	}
	rtnl_lock();
	ghost { assert(!carries_refused()); }
	unregister_netdevice(eth0);
	rtnl_unlock();
	free_netdev(eth0);
	cover("eth0 is free");
}

static void user_takes_link_down(void)
{
	rtnl_lock();
	dev_close(eth0);
	rtnl_unlock();
	cover("eth0 is down");
}

static void user_adds(void)
{
	struct net_device *dev = dev_get_by_index(&init_net, ETH0);
	struct entry *e;

	if (!dev)
		return;
	e = entry_alloc(dev);
	e->refused = choose(false, true);
	if (entry_insert(&sad, e))
		cover("a state was added");
	else
		entry_put(e);
}

static void user_flushes_or_takes_link_down(void)
{
	if (choose(true, false)) {
		flush(&sad, true);
		flush(&spd, true);
	} else {
		user_takes_link_down();
	}
}

static void packet(void)
{
	struct entry *pol, *x;
	struct net_device *dev;

	rcu_read_lock_bh();
	pol = list_first_or_null_rcu(&spd.all, struct entry, all);
	if (!pol) {			/* any route will do */
		ghost { clear_text = true; }
		goto out;
	}
	x = list_first_or_null_rcu(&sad.all, struct entry, all);
	if (!x || READ_ONCE(pol->invalid) || READ_ONCE(x->invalid))
		goto out;		/* dropped */
	dev = READ_ONCE(x->dev);
	if (dev != eth0)
		goto out;		/* dropped by blackhole_netdev, or by validate_xmit_xfrm() */
	indivisible {
		if (!x->in_hw)
			clear_text = true;
	}
	cover("given to the card");
out:
	rcu_read_unlock_bh();
}

/* How it has to end. */

static void nothing_unchecked(void)
{
	assert(!unchecked);
}

static void nothing_in_clear(void)
{
	assert(!clear_text);
}

static void key_manager_knows(void)
{
	assert(told == useless);
}

struct scenario netns_exit = {
	.about   = "when a namespace is gone, no state and no policy of it is left",
	.init    = not_offloaded,
	.threads = { xfrm_net_exit },
#ifndef D2
	.expect  = ASSERTION,
#endif
};

struct scenario unregister_ends = {
	.about   = "unregistering a device ends, with its last reference dropped",
	.init    = offloaded,
	.threads = { user_unregisters, user_adds },
#if defined(D0) || !(defined(D1) || defined(D3) || defined(D4) || defined(D5) || defined(D6))
	.expect  = DEADLOCK,
#endif
};

struct scenario user_is_checked = {
	.about   = "a flush, or taking the link down, removes nothing that the LSM refuses to have removed",
	.init    = offloaded_and_up,
	.threads = { user_flushes_or_takes_link_down },
	.exit    = nothing_unchecked,
#ifdef D1
	.expect  = ASSERTION,
#endif
};

struct scenario check_vs_add = {
	.about   = "the same while another user adds a state",
	.init    = offloaded_and_up,
	.threads = { user_takes_link_down, user_adds },
	.exit    = nothing_unchecked,
#if !defined(D5) && !defined(D6) && !defined(D7)
	.expect  = ASSERTION,
#endif
};

struct scenario unregister_is_checked = {
	.about   = "who may not delete states may not unregister the device that carries them",
	.init    = offloaded,
	.threads = { user_unregisters_what_may_be_deleted },
#ifndef D4
	.expect  = ASSERTION,
#endif
};

struct scenario unregister_vs_add = {
	.about   = "the same while another user adds a state",
	.init    = offloaded,
	.threads = { user_unregisters_what_may_be_deleted, user_adds },
#ifndef CLOSED
	.expect  = ASSERTION,
#endif
};

struct scenario clear_text_unregister = {
	.about   = "a packet that matches a policy does not leave in clear text when the device is unregistered",
	.init    = harmless,
	.threads = { packet, user_unregisters },
	.exit    = nothing_in_clear,
#if !defined(D5) && !defined(D6)
	.expect  = ASSERTION,
#endif
};

struct scenario clear_text_down = {
	.about   = "a packet that matches a policy does not leave in clear text when the device goes down",
	.init    = harmless_and_up,
	.threads = { packet, user_takes_link_down },
	.exit    = nothing_in_clear,
#if !defined(D5) && !defined(D6) && !defined(D7)
	.expect  = ASSERTION,
#endif
};

struct scenario key_manager_unregister = {
	.about   = "the key manager is told about each entry that an unregistration makes useless",
	.init    = harmless,
	.threads = { user_unregisters },
	.exit    = key_manager_knows,
#ifndef D6
	.expect  = ASSERTION,
#endif
};

struct scenario key_manager_down = {
	.about   = "the key manager is told about each entry that is useless when the device is down",
	.init    = harmless_and_up,
	.threads = { user_takes_link_down },
	.exit    = key_manager_knows,
#if !defined(D6) && !defined(D7)
	.expect  = ASSERTION,
#endif
};
