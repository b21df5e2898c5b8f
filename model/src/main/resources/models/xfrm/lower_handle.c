/*
 * Which hardware handle does this lower device use?
 *
 * Source: Jihong Min, "[PATCH RFC net-next 1/4] xfrm: add a lower-device offload handle resolver", 20 May 2026, with
 * its cover letter as quoted in Leon Romanovsky's reply. The code of a state's life (add, delete, free, failover of an
 * active-backup bond) is that of v6.16 and later.
 *
 * A bond that replicates an SA on its lower devices gets one hardware handle from each of them, and one
 * xso.offload_handle cannot say which. The patch lets a lower driver ask xfrm_dev_state_lower_handle(x, lower_dev):
 *   direct	the state is installed on lower_dev itself: xso.offload_handle;
 *   upper	the owner has xdo_dev_state_lower_handle(): ask it, it looks in its private map, xso.upper_priv;
 *   fallback	an owner without that callback: xso.offload_handle if xso.real_dev is lower_dev.
 * It takes three loads (real_dev, dev, offload_handle) and neither a lock nor a reference. Who can free the state
 * meanwhile? xfrm_dev_state_flush() does, while packets still hold it. So the questions are the patch's own.
 *
 * Properties
 *   nothing_after_free	"clear upper private state when device offload state is freed" (Min, the patch): a lookup that
 *			begins when xfrm_dev_state_free() has returned yields no handle, on any path.
 *   issued_by		the handle used on a lower device is one that this device returned (Min, the patch: "may not
 *			contain the handle for the current lower device").
 *   encrypted_or_dropped	no packet of an offloaded state leaves in clear text ("I don't think it's ok for it to send
 *			out unencrypted IPSec packets", Ratiu, November 2025, on bonding).
 *   Each device also checks its own table: add, delete, free come in this order and once each.
 *
 * Variants: as_posted is 1/4 with the least that an owner must do for it. How the bond frees its map is not in 1/4; the
 * patch only fixes that upper_priv is cleared after the owner's callback has returned, and asks for no grace period.
 *   resolve_vs_free (R1): the core cannot clear the pointer first, since the owner finds its map by it. The owner has to
 *	take it out (CLEAR_FIRST), free the map after a grace period (GRACE_PERIOD), and lookups have to be inside an RCU
 *	section (READER_IN_RCU). Each two of the three are not enough: there is a variant that lacks each.
 *   torn_triple (R2): a failover replaces handle and real_dev between the loads. Reading real_dev again does not help, as
 *	the bond may fail back. Either the reader takes x->lock, or both stores of real_dev are in sections of a seqcount.
 *   ok_without_handle (R3): xfrm_dst_offload_ok() says yes because there is private state, not because the device that
 *	the bond will choose has a handle. Asking the resolver before the choice is too early; the driver has to drop what
 *	it finds no handle for. (A slave that goes down is a different race, which no resolver can close: bond_cleartext.c.)
 */
#include <quiesce.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/mutex.h>
#include <linux/seqlock.h>
#include <linux/rcupdate.h>

#pragma quiesce variant(as_posted)
#pragma quiesce variant(repaired, CLEAR_FIRST, GRACE_PERIOD, READER_IN_RCU, SEQCOUNT, DROP_WITHOUT_HANDLE, MARKED)
#pragma quiesce variant(cleared_late, ONLY_RESOLVE_VS_FREE, GRACE_PERIOD, READER_IN_RCU)
#pragma quiesce variant(freed_at_once, ONLY_RESOLVE_VS_FREE, CLEAR_FIRST, READER_IN_RCU)
#pragma quiesce variant(reader_outside_rcu, ONLY_RESOLVE_VS_FREE, CLEAR_FIRST, GRACE_PERIOD)
#pragma quiesce variant(real_dev_read_again, ONLY_TORN_TRIPLE, READ_AGAIN)
#pragma quiesce variant(reader_takes_lock, ONLY_TORN_TRIPLE, READER_TAKES_LOCK, MARKED)
#pragma quiesce variant(ask_before_the_choice, ONLY_OK_WITHOUT_HANDLE, ASK_BEFORE_THE_CHOICE)

#if !defined(ONLY_RESOLVE_VS_FREE) && !defined(ONLY_TORN_TRIPLE) && !defined(ONLY_OK_WITHOUT_HANDLE)
#define ALL_QUESTIONS
#endif

/* The pieces: devices, their operations, and what each network card's table says of the one state. */

struct xfrm_state;

struct net_device {
	const struct xfrmdev_ops *xfrmdev_ops;
	int id;
};

struct xfrmdev_ops {
	int (*xdo_dev_state_add)(struct net_device *dev, struct xfrm_state *x);
	void (*xdo_dev_state_delete)(struct net_device *dev, struct xfrm_state *x);
	void (*xdo_dev_state_free)(struct net_device *dev, struct xfrm_state *x);
	unsigned long (*xdo_dev_state_lower_handle)(struct net_device *dev, struct xfrm_state *x,
						    struct net_device *lower_dev);
};

struct xfrm_dev_offload {
	struct net_device *dev;
	struct net_device *real_dev;
	unsigned long offload_handle;
	void __rcu *upper_priv;
};

struct xfrm_state {
	struct xfrm_dev_offload xso;
	spinlock_t lock;
	seqcount_t real_dev_seq;	/* only in the repair: of xso.real_dev */
};

#define LOWERS 2

enum hw { ABSENT, ADDED, DELETED, FREED };
static enum hw hw[LOWERS];		/* ghost: the cards' tables */

#define HANDLE_OF(dev) (100ul + (dev)->id)
#define issued_by(dev, handle) ((handle) == HANDLE_OF(dev))

/* The patch's loads of the handle are marked, the stores of drivers and bonds are not: a data race, reported as such. */
#ifdef MARKED
#define store_handle(x, handle)	WRITE_ONCE((x)->xso.offload_handle, handle)
#else
#define store_handle(x, handle)	((x)->xso.offload_handle = (handle))
#endif

/* The lower driver. Its delete callback runs under x->lock, the others may sleep. */

static int nic_state_add(struct net_device *dev, struct xfrm_state *x)
{
	might_sleep();
	indivisible {
		assert(hw[dev->id] == ABSENT || hw[dev->id] == FREED);
		hw[dev->id] = ADDED;
	}
	store_handle(x, HANDLE_OF(dev));
	return 0;
}

static void nic_state_delete(struct net_device *dev, struct xfrm_state *x)
{
	indivisible {
		assert(hw[dev->id] == ADDED);
		hw[dev->id] = DELETED;
	}
}

static void nic_state_free(struct net_device *dev, struct xfrm_state *x)
{
	might_sleep();
	indivisible {
		assert(hw[dev->id] == DELETED);
		hw[dev->id] = FREED;
	}
}

static const struct xfrmdev_ops nic_ops = {
	.xdo_dev_state_add = nic_state_add,
	.xdo_dev_state_delete = nic_state_delete,
	.xdo_dev_state_free = nic_state_free,
};

static struct net_device lower[LOWERS] = { { &nic_ops, 0 }, { &nic_ops, 1 } };

/* An upper device that replicates: a private map, handles by lower device. */

struct handle_map {
	unsigned long handle[LOWERS];
	struct rcu_head rcu;
};

static bool running[LOWERS];		/* the lower devices that the bond may choose for a packet */
static DEFINE_MUTEX(ipsec_lock);

static int lag_state_add(struct net_device *dev, struct xfrm_state *x)
{
	struct handle_map *map = kzalloc(sizeof(*map), GFP_KERNEL);

	assume(map);
	for (int i = 0; i < LOWERS; i++) {
		if (!running[i])
			continue;
		nic_state_add(&lower[i], x);
		map->handle[i] = x->xso.offload_handle;
		store_handle(x, 0);	/* the owner's is in the map */
	}
	rcu_assign_pointer(x->xso.upper_priv, map);
	return 0;
}

static void lag_state_delete(struct net_device *dev, struct xfrm_state *x)
{
	struct handle_map *map = rcu_dereference_protected(x->xso.upper_priv, lockdep_is_held(&x->lock));

	for (int i = 0; i < LOWERS; i++)
		if (map->handle[i])
			nic_state_delete(&lower[i], x);
}

static void lag_state_free(struct net_device *dev, struct xfrm_state *x)
{
	struct handle_map *map;

#ifdef CLEAR_FIRST
	map = rcu_replace_pointer(x->xso.upper_priv, NULL, true);
#else
	map = rcu_dereference_protected(x->xso.upper_priv, true);
#endif
	for (int i = 0; i < LOWERS; i++)
		if (map->handle[i])
			nic_state_free(&lower[i], x);
#ifdef GRACE_PERIOD
	kfree_rcu(map, rcu);
#else
	kfree(map);
#endif
}

static unsigned long lag_lower_handle(struct net_device *dev, struct xfrm_state *x, struct net_device *lower_dev)
{
#ifdef READER_IN_RCU
	struct handle_map *map = rcu_dereference(x->xso.upper_priv);
#else
	struct handle_map *map = rcu_dereference_raw(x->xso.upper_priv);
#endif

	return map ? READ_ONCE(map->handle[lower_dev->id]) : 0;
}

static const struct xfrmdev_ops lag_ops = {
	.xdo_dev_state_add = lag_state_add,
	.xdo_dev_state_delete = lag_state_delete,
	.xdo_dev_state_free = lag_state_free,
	.xdo_dev_state_lower_handle = lag_lower_handle,
};

static struct net_device lag_bond = { &lag_ops, LOWERS };

/* An active-backup bond: one lower device at a time, xso.real_dev, which it sets when the card has accepted the state. */

static struct net_device *active = &lower[0];

static int ab_state_add(struct net_device *dev, struct xfrm_state *x)
{
	nic_state_add(active, x);
	x->xso.real_dev = active;
	return 0;
}

static void ab_state_delete(struct net_device *dev, struct xfrm_state *x)
{
	nic_state_delete(x->xso.real_dev, x);
}

static void ab_state_free(struct net_device *dev, struct xfrm_state *x)
{
	struct net_device *real_dev = x->xso.real_dev;

	mutex_lock(&ipsec_lock);
	WRITE_ONCE(x->xso.real_dev, NULL);
	nic_state_free(real_dev, x);
	mutex_unlock(&ipsec_lock);
}

/* With x->lock held, which also serialises the sections. */
static void ab_set_real_dev(struct xfrm_state *x, struct net_device *real_dev)
{
#ifdef SEQCOUNT
	write_seqcount_begin(&x->real_dev_seq);
#endif
	WRITE_ONCE(x->xso.real_dev, real_dev);
#ifdef SEQCOUNT
	write_seqcount_end(&x->real_dev_seq);
#endif
}

/* bond_change_active_slave(), under RTNL: off the old one, then on the new one. */
static void ab_change_active(struct xfrm_state *x, struct net_device *new_active)
{
	struct net_device *old = active;

	mutex_lock(&ipsec_lock);
	spin_lock_bh(&x->lock);
	ab_set_real_dev(x, NULL);
	nic_state_delete(old, x);
	spin_unlock_bh(&x->lock);
	nic_state_free(old, x);
	mutex_unlock(&ipsec_lock);

	active = new_active;

	mutex_lock(&ipsec_lock);
	nic_state_add(new_active, x);
	spin_lock_bh(&x->lock);
	ab_set_real_dev(x, new_active);
	spin_unlock_bh(&x->lock);
	mutex_unlock(&ipsec_lock);
}

static const struct xfrmdev_ops ab_ops = {
	.xdo_dev_state_add = ab_state_add,
	.xdo_dev_state_delete = ab_state_delete,
	.xdo_dev_state_free = ab_state_free,
};

static struct net_device ab_bond = { &ab_ops, LOWERS };

/* The core. */

static struct xfrm_state sa;		/* everybody here holds a reference */

static void xfrm_dev_state_add(struct xfrm_state *x, struct net_device *dev)
{
	x->xso.dev = dev;
	dev->xfrmdev_ops->xdo_dev_state_add(dev, x);
}

static void xfrm_dev_state_free(struct xfrm_state *x)
{
	struct net_device *dev = READ_ONCE(x->xso.dev);

	if (!dev)
		return;
	dev->xfrmdev_ops->xdo_dev_state_free(dev, x);
	WRITE_ONCE(x->xso.dev, NULL);
	RCU_INIT_POINTER(x->xso.upper_priv, NULL);
}

/* What keeps the three loads together; as posted, nothing does. */
#if defined(SEQCOUNT)
#define begin_loads(x)		read_seqcount_begin(&(x)->real_dev_seq)
#define loads_are_torn(x, seq, real_dev) read_seqcount_retry(&(x)->real_dev_seq, seq)
#elif defined(READER_TAKES_LOCK)
#define begin_loads(x)		(spin_lock_bh(&(x)->lock), 0)
#define loads_are_torn(x, seq, real_dev) ((void)(seq), spin_unlock_bh(&(x)->lock), false)
#elif defined(READ_AGAIN)
#define begin_loads(x)		0
#define loads_are_torn(x, seq, real_dev) ((void)(seq), READ_ONCE((x)->xso.real_dev) != (real_dev))
#else
#define begin_loads(x)		0
#define loads_are_torn(x, seq, real_dev) ((void)(seq), false)
#endif

static unsigned long xfrm_dev_state_lower_handle(struct xfrm_state *x, struct net_device *lower_dev)
{
	struct net_device *real_dev, *dev;
	unsigned long handle;
	unsigned int begin;

	do {
		begin = begin_loads(x);
		real_dev = READ_ONCE(x->xso.real_dev);
		dev = READ_ONCE(x->xso.dev);
		handle = READ_ONCE(x->xso.offload_handle);
	} while (loads_are_torn(x, begin, real_dev));

	if (!dev)
		return 0;
	if (dev == lower_dev)
		return handle;
	if (dev->xfrmdev_ops->xdo_dev_state_lower_handle)
		return dev->xfrmdev_ops->xdo_dev_state_lower_handle(dev, x, lower_dev);
	return real_dev == lower_dev ? handle : 0;
}

/* The transmit path is inside an RCU section anyway; queries from process context are, if the helper asks for it. */
static unsigned long look_up(struct net_device *lower_dev)
{
	unsigned long handle;

#ifdef READER_IN_RCU
	rcu_read_lock();
#endif
	handle = xfrm_dev_state_lower_handle(&sa, lower_dev);
#ifdef READER_IN_RCU
	rcu_read_unlock();
#endif
	pr_info("handle %lu for device %d\n", handle, lower_dev->id);
	assert(!handle || issued_by(lower_dev, handle));
	return handle;
}

/* Nothing after free, on the three paths; and the map outlives whoever looks in it. */

static bool free_has_begun, free_has_returned;

static void delete_and_free(void)
{
	ghost { free_has_begun = true; }
	spin_lock_bh(&sa.lock);
	sa.xso.dev->xfrmdev_ops->xdo_dev_state_delete(sa.xso.dev, &sa);
	spin_unlock_bh(&sa.lock);
	xfrm_dev_state_free(&sa);
	ghost { free_has_returned = true; }
}

static void nothing_after_free(void)
{
	struct net_device *lower_dev = &lower[choose_range(0, LOWERS - 1)];
	bool begun = false, after = false;
	unsigned long handle;

	ghost {
		begun = free_has_begun;
		after = free_has_returned;
	}
	handle = look_up(lower_dev);
	if (after) {
		cover("a lookup after the free");
		assert(!handle);
	}
	if (handle && !begun)
		cover("a lookup that finds the handle");
	if (handle && begun)
		cover("a lookup during the free that finds the handle");
}

static void both_cards_are_clean(void)
{
	for (int i = 0; i < LOWERS; i++)
		assert(hw[i] == ABSENT || hw[i] == FREED);
	assert(!sa.xso.dev && !rcu_access_pointer(sa.xso.upper_priv));
}

static void install_directly(void)
{
	xfrm_dev_state_add(&sa, &lower[0]);
}

static void install_on_lag_bond(void)
{
	for (int i = 0; i < LOWERS; i++)
		running[i] = true;
	xfrm_dev_state_add(&sa, &lag_bond);
}

static void install_on_active_backup(void)
{
	xfrm_dev_state_add(&sa, &ab_bond);
}

/* As posted, a lookup during the free of a map is resolve_vs_free; what remains to be asked is afterwards. */
#ifdef READER_IN_RCU
#define nothing_after_free_of_a_map nothing_after_free
#else
static void nothing_after_free_of_a_map(void)
{
	await(free_has_returned);
	assert(!look_up(&lower[choose_range(0, LOWERS - 1)]));
	cover("a lookup after the free");
}
#endif

#ifdef ALL_QUESTIONS
struct scenario lookup_after_free_direct = {
	.about   = "installed on the lower device itself: no handle once the state is freed",
	.init    = install_directly,
	.threads = { delete_and_free, nothing_after_free },
	.exit    = both_cards_are_clean,
};

struct scenario lookup_after_free_upper = {
	.about   = "owned by a bond with a private map: no handle once the state is freed",
	.init    = install_on_lag_bond,
	.threads = { delete_and_free, nothing_after_free_of_a_map },
	.exit    = both_cards_are_clean,
};

struct scenario lookup_after_free_fallback = {
	.about   = "owned by a bond without the callback: no handle once the state is freed",
	.init    = install_on_active_backup,
	.threads = { delete_and_free, nothing_after_free },
	.exit    = both_cards_are_clean,
};
#endif

#if defined(ALL_QUESTIONS) || defined(ONLY_RESOLVE_VS_FREE)
struct scenario resolve_vs_free = {
	.about   = "R1: the owner's private map is not freed under a lookup that is in it",
	.init    = install_on_lag_bond,
	.threads = { delete_and_free, nothing_after_free },
	.exit    = both_cards_are_clean,
#if !defined(CLEAR_FIRST) || !defined(GRACE_PERIOD) || !defined(READER_IN_RCU)
	.expect  = USE_AFTER_FREE,
#endif
};
#endif

/* A failover, and back, while a lower device looks for its handle. */

static void fail_over_and_back(void)
{
	ab_change_active(&sa, &lower[1]);
	ab_change_active(&sa, &lower[0]);
}

static void look_up_on_any(void)
{
	struct net_device *lower_dev = &lower[choose_range(0, LOWERS - 1)];

	if (look_up(lower_dev)) {
		if (lower_dev == &lower[0])
			cover("the first device finds its handle");
		else
			cover("the second device finds its handle");
	}
}

#if defined(ALL_QUESTIONS) || defined(ONLY_TORN_TRIPLE)
struct scenario torn_triple = {
	.about   = "R2: real_dev and handle, loaded one by one, belong together",
	.init    = install_on_active_backup,
	.threads = { fail_over_and_back, look_up_on_any },
#if !defined(SEQCOUNT) && !defined(READER_TAKES_LOCK)
	.expect  = ASSERTION,
#endif
};
#endif

/* The second lower device comes up; its card takes the state, or does not. */

static void install_with_one_running(void)
{
	running[0] = true;
	xfrm_dev_state_add(&sa, &lag_bond);
}

static void second_comes_up(void)
{
	struct handle_map *map;

	WRITE_ONCE(running[1], true);
	mutex_lock(&ipsec_lock);
	if (choose(true, false)) {
		map = rcu_dereference_protected(sa.xso.upper_priv, lockdep_is_held(&ipsec_lock));
		nic_state_add(&lower[1], &sa);
		WRITE_ONCE(map->handle[1], sa.xso.offload_handle);
		store_handle(&sa, 0);
	}
	mutex_unlock(&ipsec_lock);
}

/* xfrm_dst_offload_ok(): without it the packet is encrypted in software. */
static bool xfrm_dst_offload_ok(struct xfrm_state *x)
{
#ifdef ASK_BEFORE_THE_CHOICE
	for (int i = 0; i < LOWERS; i++)
		if (READ_ONCE(running[i]) && !xfrm_dev_state_lower_handle(x, &lower[i]))
			return false;
#endif
	return READ_ONCE(x->xso.offload_handle) || rcu_access_pointer(x->xso.upper_priv);
}

enum fate { CLEAR_TEXT, ENCRYPTED, DROPPED };

static enum fate nic_transmit(struct net_device *dev, struct xfrm_state *x)
{
	unsigned long handle = xfrm_dev_state_lower_handle(x, dev);
	enum fate fate = CLEAR_TEXT;

	pr_info("device %d transmits, with handle %lu\n", dev->id, handle);
#ifdef DROP_WITHOUT_HANDLE
	if (!handle)
		return DROPPED;
#endif
	indivisible {
		if (issued_by(dev, handle) && hw[dev->id] == ADDED)
			fate = ENCRYPTED;
	}
	return fate;
}

static void transmit(void)
{
	enum fate fate;
	int chosen;

	rcu_read_lock_bh();
	if (!xfrm_dst_offload_ok(&sa)) {	/* in software */
		rcu_read_unlock_bh();
		return;
	}
	chosen = choose_range(0, LOWERS - 1);	/* by hash, of those that run */
	assume(READ_ONCE(running[chosen]));
	fate = nic_transmit(&lower[chosen], &sa);
	rcu_read_unlock_bh();

	assert(fate == ENCRYPTED || fate == DROPPED);
	if (chosen == 1 && fate == ENCRYPTED)
		cover("encrypted by the device that came up");
#ifdef DROP_WITHOUT_HANDLE
	if (fate == DROPPED)
		cover("dropped for want of a handle");
#endif
}

static void free_again(void)
{
	delete_and_free();
	both_cards_are_clean();
}

#if defined(ALL_QUESTIONS) || defined(ONLY_OK_WITHOUT_HANDLE)
struct scenario ok_without_handle = {
	.about   = "R3: 'offload ok' for a lower device that has no handle yet, or never gets one",
	.init    = install_with_one_running,
	.threads = { transmit, second_comes_up },
	.exit    = free_again,
#ifndef DROP_WITHOUT_HANDLE
	.expect  = ASSERTION,
#endif
};
#endif
