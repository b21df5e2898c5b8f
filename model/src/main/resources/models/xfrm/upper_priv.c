/*
 * The private map of a bond that replicates: R4, R5, R6, the opt-in flag, the stub, and all of it together.
 *
 * Source: Jihong Min, "[PATCH RFC net-next 1/4] xfrm: add a lower-device offload handle resolver", 20 May 2026; lower_handle.c
 * has the resolver itself and R1 to R3. This model is about who writes xso.upper_priv: the addition of a state (not under
 * RTNL), its deletion (under x->lock), its free (from the collector), a lower device that comes up or goes down (RTNL), and a
 * bond that leaves the supported mode (RTNL). 1/4 names no lock for it; what a bond has to do is worked out here, so
 * "repaired" is a design, and each of the other variants takes something out of it.
 *
 * Questions, and answers
 *   R4	The bond publishes its map, then a card refuses the state, the addition fails. The core resets xso.dev on that path,
 *	but not upper_priv: a pointer to freed memory stays, and "has offload state" with it. Clearing it there too is enough
 *	as long as nobody looks (core_clears). But the cards that have taken the state may receive packets for it by then, so
 *	the rule is that of R1: the owner clears it, before it hands the map to kfree_rcu(). Then the core need not.
 *   R5	Between delete and free the map is still in the bond's list, and a lower device that goes down takes its entry out of
 *	it. Two locks are needed: ipsec_lock around both, so that one of them frees an entry, and x->lock around "dead? then
 *	delete", since the user's delete runs under it. Either alone is not enough (mutex_only, state_lock_only).
 *   R6	The bond leaves its mode: it flushes its states. An addition that has looked at the mode before publishes its map
 *	after the flush. Repair: look at the mode under ipsec_lock, which the flush takes too, after it has changed the mode.
 *   opt_in  A lower driver that has not opted in (XFRMDEV_OPS_F_LOWER_HANDLE) uses xso.offload_handle, which is not its own. So
 *	the bond may install on lower devices only that have opted in (flag_not_checked).
 *   stub	Without CONFIG_XFRM_OFFLOAD the resolver answers 0 (configured_out).
 *   all_together  Two states, two lower devices: one state is deleted, the other added, a device goes down and comes up, while
 *	another looks for its handle.
 *
 * Properties: "each lower may return a different handle" and gets its own (Min, the patch); "clear upper private state when
 * device offload state is freed" (Min, the patch); "flush bond-owned XFRM offload state when the bond leaves the supported mode"
 * (Min, the cover letter); those of the cards' tables (cards.h).
 */
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#define STATES 2
#include "cards.h"

#pragma quiesce variant(as_posted)
#pragma quiesce variant(repaired, OWNER_CLEARS, MUTEX, STATE_LOCK, MODE_UNDER_MUTEX, FLAG_CHECKED, ALL)
#pragma quiesce variant(core_clears, R4, CORE_CLEARS, MUTEX, STATE_LOCK)
#pragma quiesce variant(mutex_only, R5, MUTEX)
#pragma quiesce variant(state_lock_only, R5, STATE_LOCK)
#pragma quiesce variant(mode_outside_mutex, R6, OWNER_CLEARS, MUTEX, STATE_LOCK)
#pragma quiesce variant(flag_not_checked, OPT_IN, MUTEX, STATE_LOCK)
#pragma quiesce variant(configured_out, STUB)

struct xfrm_state {
	int id;
	spinlock_t lock;
	bool dead;
	struct net_device *dev;
	unsigned long offload_handle;
	void __rcu *upper_priv;
};

struct handle_map {
	struct list_head list;
	struct xfrm_state *xs;
	unsigned long handle[CARDS];
	struct rcu_head rcu;
};

static struct net_device lower[CARDS] = { { .id = 0 }, { .id = 1 } };
static bool opted_in[CARDS] = { true, true };
static bool running[CARDS] = { true, true };
static struct net_device bond = { .id = CARDS };
static bool mode_is_lag = true;
static struct xfrm_state sa[STATES] = { { .id = 0 }, { .id = 1 } };
static LIST_HEAD(ipsec_list);
static DEFINE_MUTEX(ipsec_lock);
static DEFINE_MUTEX(rtnl);

#define HANDLE_OF(dev, x) (100ul + 10 * (x)->id + (dev)->id)

#ifdef MUTEX
#define lock_ipsec()	mutex_lock(&ipsec_lock)
#define unlock_ipsec()	mutex_unlock(&ipsec_lock)
#else
#define lock_ipsec()	((void)0)
#define unlock_ipsec()	((void)0)
#endif

/* The resolver, as lower_handle.c has proved it: inside an RCU section. */

static unsigned long bond_lower_handle(struct xfrm_state *x, struct net_device *lower_dev)
{
	struct handle_map *map = rcu_dereference(x->upper_priv);

	return map ? READ_ONCE(map->handle[lower_dev->id]) : 0;
}

static unsigned long xfrm_dev_state_lower_handle(struct xfrm_state *x, struct net_device *lower_dev)
{
#ifdef STUB
	return 0;
#else
	if (!READ_ONCE(x->dev))
		return 0;
	return bond_lower_handle(x, lower_dev);
#endif
}

/* What the driver of a lower device takes for its handle. */
static unsigned long driver_handle(struct net_device *dev, struct xfrm_state *x)
{
	if (opted_in[dev->id])
		return xfrm_dev_state_lower_handle(x, dev);
	return READ_ONCE(x->offload_handle);
}

/* The bond's callbacks, and what its lower devices and its mode do to the map. */

static void remove_entry(struct handle_map *map, int i)
{
	struct xfrm_state *x = map->xs;

	if (!map->handle[i])
		return;
#ifdef STATE_LOCK
	spin_lock_bh(&x->lock);
#endif
	if (!x->dead)
		nic_delete(&lower[i], x->id);
	WRITE_ONCE(map->handle[i], 0);
#ifdef STATE_LOCK
	spin_unlock_bh(&x->lock);
#endif
	nic_free(&lower[i], x->id);
}

static int bond_state_add(struct xfrm_state *x)
{
	struct handle_map *map = kzalloc(sizeof(*map), GFP_KERNEL);
	int err = 0;

	assume(map);
	map->xs = x;
#ifndef MODE_UNDER_MUTEX
	if (!READ_ONCE(mode_is_lag)) {
		kfree(map);
		return -EOPNOTSUPP;
	}
#endif
	lock_ipsec();
#ifdef MODE_UNDER_MUTEX
	if (!READ_ONCE(mode_is_lag)) {
		unlock_ipsec();
		kfree(map);
		return -EOPNOTSUPP;
	}
#endif
	rcu_assign_pointer(x->upper_priv, map);
	for (int i = 0; i < CARDS && !err; i++) {
		if (!running[i])
			continue;
#ifdef FLAG_CHECKED
		if (!opted_in[i])
			err = -EOPNOTSUPP;
		else
#endif
			err = nic_add(&lower[i], x->id);
		if (!err)
			WRITE_ONCE(map->handle[i], HANDLE_OF(&lower[i], x));
	}
	if (err) {
		for (int i = 0; i < CARDS; i++)
			remove_entry(map, i);
#ifdef OWNER_CLEARS
		RCU_INIT_POINTER(x->upper_priv, NULL);
#endif
		kfree_rcu(map, rcu);
	} else {
		list_add(&map->list, &ipsec_list);
	}
	unlock_ipsec();
	return err;
}

static void bond_state_delete(struct xfrm_state *x)
{
	struct handle_map *map = rcu_dereference_protected(x->upper_priv, lockdep_is_held(&x->lock));

	for (int i = 0; map && i < CARDS; i++)
		if (map->handle[i])
			nic_delete(&lower[i], x->id);
}

static void bond_state_free(struct xfrm_state *x)
{
	struct handle_map *map;

	lock_ipsec();
	map = rcu_replace_pointer(x->upper_priv, NULL, true);
	if (map) {
		list_del(&map->list);
		for (int i = 0; i < CARDS; i++)
			if (map->handle[i])
				nic_free(&lower[i], x->id);
		kfree_rcu(map, rcu);
	}
	unlock_ipsec();
}

static void lower_goes_down(int i)
{
	struct handle_map *map;

	mutex_lock(&rtnl);
	running[i] = false;
	lock_ipsec();
	list_for_each_entry(map, &ipsec_list, list)
		remove_entry(map, i);
	unlock_ipsec();
	mutex_unlock(&rtnl);
}

static void lower_comes_up(int i)
{
	struct handle_map *map;
	struct xfrm_state *x;

	mutex_lock(&rtnl);
	lock_ipsec();
	list_for_each_entry(map, &ipsec_list, list) {
		x = map->xs;
		if (nic_add(&lower[i], x->id))
			continue;
		spin_lock_bh(&x->lock);
		if (x->dead)
			nic_delete(&lower[i], x->id);	/* the free that is to come finishes it */
		WRITE_ONCE(map->handle[i], HANDLE_OF(&lower[i], x));
		spin_unlock_bh(&x->lock);
	}
	running[i] = true;
	unlock_ipsec();
	mutex_unlock(&rtnl);
}

static void bond_leaves_mode(void)
{
	struct handle_map *map, *next;

	mutex_lock(&rtnl);
	WRITE_ONCE(mode_is_lag, false);
	lock_ipsec();
	list_for_each_entry_safe(map, next, &ipsec_list, list) {
		for (int i = 0; i < CARDS; i++)
			remove_entry(map, i);
		RCU_INIT_POINTER(map->xs->upper_priv, NULL);
		list_del(&map->list);
		kfree_rcu(map, rcu);
	}
	unlock_ipsec();
	mutex_unlock(&rtnl);
}

/* The core. */

static int xfrm_dev_state_add(struct xfrm_state *x)
{
	int err;

	WRITE_ONCE(x->dev, &bond);
	err = bond_state_add(x);
	if (err) {
		WRITE_ONCE(x->dev, NULL);
#ifdef CORE_CLEARS
		RCU_INIT_POINTER(x->upper_priv, NULL);
#endif
	}
	return err;
}

static void delete_and_free(struct xfrm_state *x)
{
	spin_lock_bh(&x->lock);
	x->dead = true;
	if (x->dev)
		bond_state_delete(x);
	spin_unlock_bh(&x->lock);
	if (!x->dev)
		return;
	bond_state_free(x);
	WRITE_ONCE(x->dev, NULL);
}

static void first_is_offloaded(void)
{
	assume(!xfrm_dev_state_add(&sa[0]));
}

static void delete_first(void)
{
	delete_and_free(&sa[0]);
}

static void second_goes_down(void)
{
	lower_goes_down(1);
	ghost {
		if (sa[0].dead)
			cover("down after the delete");
		else
			cover("down before the delete");
	}
}

/* R4 */

static void add_first(void)
{
	if (xfrm_dev_state_add(&sa[0]))
		cover("a card has refused the state");
	else
		cover("offloaded");
}

static void no_pointer_without_device(void)
{
	assert(sa[0].dev || !rcu_access_pointer(sa[0].upper_priv));
}

static void delete_what_was_added(void)
{
	delete_first();
	cards_are_clean();
}

/* A packet that the first card has decrypted. */
static void receive(void)
{
	bool decrypted = false;

	indivisible { decrypted = HW_OF(&lower[0], 0) == ADDED; }
	if (!decrypted)
		return;
	rcu_read_lock();
	if (driver_handle(&lower[0], &sa[0]))
		cover("a packet is received before the addition has returned, or after");
	rcu_read_unlock();
}

#if !defined(R5) && !defined(R6) && !defined(OPT_IN) && !defined(STUB)
struct scenario r4_add_error = {
	.about   = "R4: an addition that fails leaves no private state",
	.threads = { add_first },
	.exit    = no_pointer_without_device,
#if !defined(OWNER_CLEARS) && !defined(CORE_CLEARS)
	.expect  = ASSERTION,
#endif
};

struct scenario r4_add_error_vs_receive = {
	.about   = "R4: nor does a packet find private state that is being freed",
	.threads = { add_first, receive },
	.exit    = delete_what_was_added,
#ifndef OWNER_CLEARS
	.expect  = USE_AFTER_FREE,
#endif
};
#endif

/* R5 */

#if !defined(R4) && !defined(R6) && !defined(OPT_IN) && !defined(STUB)
struct scenario r5_down_vs_free = {
	.about   = "R5: a lower device goes down while a state is deleted and freed",
	.init    = first_is_offloaded,
	.threads = { delete_first, second_goes_down },
	.exit    = cards_are_clean,
	.races   = RACES_IGNORE,
#if defined(STATE_LOCK) && !defined(MUTEX)
	.expect  = WILD_ACCESS,			/* the walk of the list */
#elif !defined(MUTEX) || !defined(STATE_LOCK)
	.expect  = ASSERTION,
#endif
};
#endif

/* R6 */

static void not_in_another_mode(void)
{
	assert(list_empty(&ipsec_list));
	cards_are_clean();
#ifdef OWNER_CLEARS				/* else that is R4 */
	assert(!rcu_access_pointer(sa[0].upper_priv));
#endif
}

#if !defined(R4) && !defined(R5) && !defined(OPT_IN) && !defined(STUB)
struct scenario r6_mode_vs_add = {
	.about   = "R6: a bond that has left the mode has no states left on its lower devices",
	.threads = { add_first, bond_leaves_mode },
	.exit    = not_in_another_mode,
	.races   = RACES_IGNORE,
#ifndef MODE_UNDER_MUTEX
	.expect  = ASSERTION,
#endif
};
#endif

/* Looking up. */

static void look_up(void)
{
	struct xfrm_state *x = &sa[choose_range(0, STATES - 1)];
	struct net_device *dev = &lower[choose_range(0, CARDS - 1)];
	unsigned long handle;

	rcu_read_lock();
	handle = driver_handle(dev, x);
	rcu_read_unlock();
	if (!handle)
		return;
	assert(handle == HANDLE_OF(dev, x));
	if (x == &sa[0])
		cover("the first state");
	else
		cover("the second state");
}

/* The second lower device has a driver that has not opted in; it transmits packets of the state that is offloaded to it. */

static void second_has_not_opted_in(void)
{
	opted_in[1] = false;
	xfrm_dev_state_add(&sa[0]);
}

static void second_transmits(void)
{
	if (HW_OF(&lower[1], 0) != ADDED) {
		cover("in software");
		return;
	}
	rcu_read_lock();
	assert(driver_handle(&lower[1], &sa[0]) == HANDLE_OF(&lower[1], &sa[0]));
	rcu_read_unlock();
}

#if defined(OPT_IN) || defined(ALL)
struct scenario opt_in = {
	.about   = "a lower driver that has not opted in does not use another device's handle",
	.init    = second_has_not_opted_in,
	.threads = { second_transmits },
#ifdef OPT_IN
	.expect  = ASSERTION,
#endif
};
#endif

/* CONFIG_XFRM_OFFLOAD is not set. */

static void nobody_finds_a_handle(void)
{
	assert(!xfrm_dev_state_lower_handle(&sa[0], &lower[choose_range(0, CARDS - 1)]));
	cover("looked up");
}

#ifdef STUB
struct scenario stub = {
	.about   = "without CONFIG_XFRM_OFFLOAD the resolver answers 0, whatever the state",
	.init    = first_is_offloaded,
	.threads = { nobody_finds_a_handle, delete_first },
};
#endif

/* Everything at once. */

static void delete_first_add_second(void)
{
	delete_first();
	xfrm_dev_state_add(&sa[1]);
}

static void second_goes_down_and_up(void)
{
	lower_goes_down(1);
	lower_comes_up(1);
}

static void delete_second(void)
{
	for (int i = 0; i < CARDS; i++)
		assert(!running[i] || !sa[1].dev || HW_OF(&lower[i], 1) == ADDED || i == 1);
	delete_and_free(&sa[1]);
	cards_are_clean();
}

#ifdef ALL
struct scenario all_together = {
	.about   = "two states, two lower devices: add, delete, down and up, and lookups",
	.init    = first_is_offloaded,
	.threads = { delete_first_add_second, second_goes_down_and_up, look_up },
	.exit    = delete_second,
	.races   = RACES_IGNORE,
};
#endif
