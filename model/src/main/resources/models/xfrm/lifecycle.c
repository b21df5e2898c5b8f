/*
 * The life of offloaded states as a history: any operations, in any order, for as long as one likes.
 *
 * Two states, two cards, and a bond above them that either moves its states with the active slave or replicates them on all
 * slaves (Jihong Min's RFC of May 2026). An operation is any of: add, delete, free (the collector, after the grace period),
 * resolve a handle, send a packet, flush by a user, by a device that goes, by a namespace that goes, failover, enslave,
 * release, change of mode, toggle of the feature. What a card or the LSM refuses is an argument of the operation.
 *
 * Properties (who stated them: see the other models of this folder)
 *   freed	a state that is freed yields no handle, on any path; one that is not yields only a handle that this card issued.
 *   teardown	when a device or a namespace goes, its states go, whatever the LSM says and whatever the feature bit is.
 *   refused	a flush by a user that the LSM refuses removes nothing.
 *   balance	a card holds a state only as long as the state belongs there: each add is deleted and freed, once, in this order.
 *   references	a device is held by its states and, a slave, by its bond, and by nobody else.
 *   clear	no packet of an offloaded state leaves in clear text.
 *
 * Variants: fixed has all of these; each other one lacks one, by one error.
 *
 * A history is a schedule. The thread of scenario histories makes its choices (which operation, then its arguments, in the
 * order in which perform() counts them) and performs the operation in one step, so "history:0.1.2 history:3.1" is: add
 * state 1 to device 2, resolve state 1 on card 0. The thread never ends, and yet there are few states: all histories
 * of any length are checked. With -D TOGETHER there is also together, where packets run beside the operations and every
 * operation is done piece by piece; it is meant for random runs and for replay, and takes long to check.
 *
 * Simplifications: operations other than packets exclude each other (races between them: bond_failover.c, suspects.c);
 * the pieces of an operation are indivisible, as under x->lock (torn reads: lower_handle.c); the two objects that are
 * states are used again and again.
 */
#include <quiesce.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#pragma quiesce variant(fixed)
#pragma quiesce variant(keeps_device, KEEPS_DEVICE)
#pragma quiesce variant(cleared_late, CLEARED_LATE)
#pragma quiesce variant(lsm_vetoes, LSM_VETOES)
#pragma quiesce variant(asks_feature, ASKS_FEATURE)
#pragma quiesce variant(asks_on_the_way, ASKS_ON_THE_WAY)
#pragma quiesce variant(stays_on_old_slave, STAYS_ON_OLD_SLAVE)
#pragma quiesce variant(leaks_reference, LEAKS_REFERENCE)
#pragma quiesce variant(not_added_again, NOT_ADDED_AGAIN)
#pragma quiesce variant(sent_without_handle, SENT_WITHOUT_HANDLE)

#if defined(KEEPS_DEVICE) || defined(LSM_VETOES) || defined(ASKS_FEATURE) || defined(ASKS_ON_THE_WAY) || \
	defined(STAYS_ON_OLD_SLAVE) || defined(LEAKS_REFERENCE) || defined(NOT_ADDED_AGAIN) || \
	defined(SENT_WITHOUT_HANDLE)
#define BUGGY
#endif

/* -D CHECKED_OUTSIDE: the properties are somebody else's business, who also wants to know how often cards were used. */
#ifdef CHECKED_OUTSIDE
#define property(condition)	((void)(condition))
static int added[2], removed[2];
#define count(what)		((what)++)
#else
#define property(condition)	assert(condition)
#define count(what)		((void)0)
#endif

enum { ETH0, ETH1, BOND0, DEVICES };
#define CARDS	2
#ifndef STATES				/* -D STATES=1 for a smaller search */
#define STATES	2
#endif
#define NOBODY	0			/* in arguments that count from 1 who refuses */

struct net_device {
	int id;
	int refcnt;
	bool enslaved;
};

static struct net_device device[DEVICES] = {
	{ .id = ETH0, .refcnt = 1, .enslaved = true },
	{ .id = ETH1, .refcnt = 1, .enslaved = true },
	{ .id = BOND0 },
};
static struct net_device *active = &device[ETH0];
static bool replicates;			/* the mode of the bond */
static bool esp_hw_offload = true;	/* the feature, of all devices at once */

enum km_state { XFRM_STATE_VOID, XFRM_STATE_VALID, XFRM_STATE_DEAD };

struct handle_map {
	unsigned long handle[CARDS];
};

struct xfrm_state {
	int id;
	enum km_state km;
	struct {
		struct net_device *dev;
		struct net_device *real_dev;
		unsigned long offload_handle;
		struct handle_map *upper_priv;
	} xso;
};

static struct xfrm_state sa[] = { { .id = 0 }, { .id = 1 } };

/* Ghost state: what the cards hold, what went wrong, and the result of the last operation. */

enum hw { ABSENT, ADDED, DELETED };
static enum hw hw[CARDS][STATES];
static bool clear_text;
static int result;

#define HANDLE_OF(dev, x)	(100ul + 10 * (dev)->id + (x)->id)

/* The driver of the cards. */

static bool nic_state_add(struct net_device *dev, struct xfrm_state *x, int full)
{
	if (!esp_hw_offload || full == dev->id + 1)
		return false;
	property(hw[dev->id][x->id] == ABSENT);
	hw[dev->id][x->id] = ADDED;
	count(added[dev->id]);
	return true;
}

static void nic_state_delete(struct net_device *dev, struct xfrm_state *x)
{
	property(hw[dev->id][x->id] == ADDED);
	hw[dev->id][x->id] = DELETED;
}

static void nic_state_free(struct net_device *dev, struct xfrm_state *x)
{
	property(hw[dev->id][x->id] == DELETED);
	hw[dev->id][x->id] = ABSENT;
	count(removed[dev->id]);
}

/* A state on the devices below its own: all that hold it, one after the other. */

static bool is_on(struct xfrm_state *x, struct net_device *card)
{
	if (x->xso.dev != &device[BOND0])
		return x->xso.dev == card;
	if (x->xso.upper_priv)
		return x->xso.upper_priv->handle[card->id] != 0;
	return x->xso.real_dev == card;
}

static void delete_from_cards(struct xfrm_state *x)
{
	for (int i = 0; i < CARDS; i++)
		if (is_on(x, &device[i]))
			nic_state_delete(&device[i], x);
}

static void free_on_cards(struct xfrm_state *x)
{
	for (int i = 0; i < CARDS; i++)
		if (is_on(x, &device[i]))
			nic_state_free(&device[i], x);
}

/* Add. */

static int bond_state_add(struct xfrm_state *x, int full)
{
	struct handle_map *map;
	bool any = false;

	if (!replicates) {
		if (!active || !nic_state_add(active, x, full))
			return -EINVAL;
		x->xso.real_dev = active;
		x->xso.offload_handle = HANDLE_OF(active, x);
		return 0;
	}
	map = kzalloc(sizeof(*map), GFP_ATOMIC);
	assume(map);
	for (int i = 0; i < CARDS; i++)
		if (device[i].enslaved && nic_state_add(&device[i], x, full)) {
			map->handle[i] = HANDLE_OF(&device[i], x);
			any = true;
		}
	if (!any) {
		kfree(map);
		return -EINVAL;
	}
	x->xso.upper_priv = map;
	return 0;
}

static int nic_or_bond_add(struct net_device *dev, struct xfrm_state *x, int full)
{
	if (dev == &device[BOND0])
		return bond_state_add(x, full);
	if (!nic_state_add(dev, x, full))
		return -EINVAL;
	x->xso.offload_handle = HANDLE_OF(dev, x);
	return 0;
}

static int xfrm_state_add(struct xfrm_state *x, struct net_device *dev, int full)
{
	int err;

	if (x->km != XFRM_STATE_VOID)
		return -EEXIST;
	dev->refcnt++;
	err = nic_or_bond_add(dev, x, full);
	if (err) {
#ifndef LEAKS_REFERENCE
		dev->refcnt--;
#endif
		return err;
	}
	x->xso.dev = dev;
	x->km = XFRM_STATE_VALID;
	return 0;
}

/* Delete, then free: the core's two stages. */

static void xfrm_state_delete(struct xfrm_state *x)
{
	if (x->km != XFRM_STATE_VALID)
		return;
	x->km = XFRM_STATE_DEAD;
	delete_from_cards(x);
}

static void forget(struct xfrm_state *x)
{
	x->xso.upper_priv = NULL;
	x->xso.real_dev = NULL;
	x->xso.dev->refcnt--;
#ifndef KEEPS_DEVICE
	x->xso.dev = NULL;
	x->xso.offload_handle = 0;
#endif
	x->km = XFRM_STATE_VOID;
	for (int i = 0; i < CARDS; i++)
		property(hw[i][x->id] == ABSENT);
}

/* only: if the state is offloaded to that device. waits: false where the whole operation is one step, so that no reader can be in the middle of anything. */
static void xfrm_dev_state_free(struct xfrm_state *x, struct net_device *only, bool waits)
{
	struct handle_map *map = NULL;
	bool frees = false;

	indivisible {
		frees = x->km == XFRM_STATE_DEAD && (!only || x->xso.dev == only);
		if (frees) {
			map = x->xso.upper_priv;
			free_on_cards(x);
#ifndef CLEARED_LATE
			forget(x);
#endif
		}
	}
#ifdef CLEARED_LATE
	kfree(map);
	indivisible {
		if (frees)
			forget(x);
	}
#else
	if (!map)
		return;
	if (waits)
		synchronize_rcu();
	kfree(map);
#endif
}

/* Flushes. refuses: which state the LSM lets nobody remove, from 1. */

static int security_xfrm_state_delete(struct xfrm_state *x, int refuses)
{
	return refuses == x->id + 1 ? -EPERM : 0;
}

static int may_flush(struct net_device *dev, int refuses)
{
	for (int i = 0; i < STATES; i++)
		if (sa[i].km == XFRM_STATE_VALID && (!dev || sa[i].xso.dev == dev) &&
		    security_xfrm_state_delete(&sa[i], refuses))
			return -EPERM;
	return 0;
}

static int user_flushes(int refuses)
{
	int err = 0;

	indivisible {
#ifdef ASKS_ON_THE_WAY
		bool any = false;

		for (int i = 0; i < STATES && !err; i++) {
			if (sa[i].km != XFRM_STATE_VALID)
				continue;
			err = security_xfrm_state_delete(&sa[i], refuses);
			if (!err) {
				xfrm_state_delete(&sa[i]);
				any = true;
			}
		}
		property(!err || !any);
#else
		err = may_flush(NULL, refuses);
		for (int i = 0; i < STATES && !err; i++)
			xfrm_state_delete(&sa[i]);
#endif
	}
	return err;
}

static void flush_device(struct net_device *dev, bool waits)
{
	for (int i = 0; i < STATES; i++) {
		indivisible {
			if (sa[i].xso.dev == dev)
				xfrm_state_delete(&sa[i]);
		}
		xfrm_dev_state_free(&sa[i], dev, waits);
	}
}

static void device_goes(struct net_device *dev, int refuses, bool waits)
{
	bool flushes = true;

	indivisible {
#ifdef ASKS_FEATURE
		flushes = esp_hw_offload;
#endif
#ifdef LSM_VETOES
		flushes = !may_flush(dev, refuses);
#endif
	}
	if (flushes)
		flush_device(dev, waits);
	indivisible {
		for (int i = 0; i < STATES; i++)
			property(sa[i].km == XFRM_STATE_VOID || sa[i].xso.dev != dev);
		property(dev->refcnt == (dev->enslaved ? 1 : 0));
	}
}

static void namespace_goes(int refuses)
{
	indivisible {
		bool flushes = true;

#ifdef LSM_VETOES
		flushes = !may_flush(NULL, refuses);
#endif
		for (int i = 0; i < STATES; i++) {
			if (flushes)
				xfrm_state_delete(&sa[i]);
			property(sa[i].km != XFRM_STATE_VALID);
		}
	}
}

static struct net_device *slave_other_than(struct net_device *dev)
{
	for (int i = 0; i < CARDS; i++)
		if (&device[i] != dev && device[i].enslaved)
			return &device[i];
	return NULL;
}

/* The bond moves its states: off the old active slave, on to the new one. */

static void bond_del_sa_all(struct net_device *old)
{
	for (int i = 0; i < STATES; i++) {
		struct xfrm_state *x = &sa[i];

		if (x->km == XFRM_STATE_VOID || x->xso.dev != &device[BOND0] || !old || x->xso.real_dev != old)
			continue;
#ifndef STAYS_ON_OLD_SLAVE
		if (x->km == XFRM_STATE_VALID)
			nic_state_delete(old, x);
		nic_state_free(old, x);
#endif
		x->xso.real_dev = NULL;
		x->xso.offload_handle = 0;
	}
}

static void bond_add_sa_all(struct net_device *new, int full)
{
	for (int i = 0; i < STATES; i++) {
		struct xfrm_state *x = &sa[i];

		if (x->km != XFRM_STATE_VALID || x->xso.dev != &device[BOND0] || !new || x->xso.real_dev)
			continue;
#ifdef NOT_ADDED_AGAIN
		x->xso.real_dev = new;
		x->xso.offload_handle = HANDLE_OF(slave_other_than(new), x);	/* as it was */
#else
		if (nic_state_add(new, x, full)) {
			x->xso.offload_handle = HANDLE_OF(new, x);
			x->xso.real_dev = new;
		}
#endif
	}
}

static void change_active(struct net_device *new, int full)
{
	indivisible {
		if (!replicates)
			bond_del_sa_all(active);
	}
	indivisible {
		active = new;
	}
	indivisible {
		if (!replicates)
			bond_add_sa_all(new, full);
	}
}

static void fail_over(int full)
{
	struct net_device *new = NULL;

	indivisible {
		new = slave_other_than(active);
	}
	if (new)
		change_active(new, full);
}

/* Slaves come and go. */

static void enslave(struct net_device *dev, int full)
{
	indivisible {
		if (!dev->enslaved) {
			dev->enslaved = true;
			dev->refcnt++;
			for (int i = 0; i < STATES; i++)
				if (sa[i].xso.upper_priv && sa[i].km == XFRM_STATE_VALID && nic_state_add(dev, &sa[i], full))
					sa[i].xso.upper_priv->handle[dev->id] = HANDLE_OF(dev, &sa[i]);
			if (!active) {
				active = dev;
				if (!replicates)
					bond_add_sa_all(dev, full);
			}
		}
	}
}

static void take_off(struct net_device *dev, struct xfrm_state *x)
{
	struct handle_map *map = x->xso.upper_priv;

	if (!map || !map->handle[dev->id])
		return;
	if (x->km == XFRM_STATE_VALID)
		nic_state_delete(dev, x);
	nic_state_free(dev, x);
	map->handle[dev->id] = 0;
}

static void release(struct net_device *dev)
{
	struct net_device *other = NULL;
	bool was = false, moves = false;

	indivisible {
		was = dev->enslaved;
		moves = was && active == dev;
		other = slave_other_than(dev);
	}
	if (!was)
		return;
	if (moves)
		change_active(other, NOBODY);
	indivisible {
		for (int i = 0; i < STATES; i++)
			take_off(dev, &sa[i]);
		dev->enslaved = false;
		dev->refcnt--;
	}
}

static void change_mode(bool waits)
{
	flush_device(&device[BOND0], waits);
	indivisible {
		replicates = !replicates;
	}
}

/* Packets: they hold the state itself, whatever became of its offload. */

static unsigned long xfrm_dev_state_lower_handle(struct xfrm_state *x, struct net_device *lower_dev)
{
	struct handle_map *map = NULL;
	unsigned long handle = 0;

	rcu_read_lock();
	indivisible {
		if (x->xso.dev == lower_dev)
			handle = x->xso.offload_handle;
		else if (x->xso.dev && x->xso.upper_priv)
			map = x->xso.upper_priv;
		else if (x->xso.dev && x->xso.real_dev == lower_dev)
			handle = x->xso.offload_handle;
	}
	if (map)
		indivisible {
			handle = map->handle[lower_dev->id];
		}
	rcu_read_unlock();
	return handle;
}

/* A lookup of which it is known at its beginning whether the state has been freed. */
static int resolve(struct xfrm_state *x, struct net_device *lower_dev)
{
	bool is_void = false;
	unsigned long handle;

	ghost {
		is_void = x->km == XFRM_STATE_VOID;
	}
	handle = xfrm_dev_state_lower_handle(x, lower_dev);
	ghost {
		property(!handle || handle == HANDLE_OF(lower_dev, x));
#ifndef TOGETHER
		property(!handle || !is_void);		/* beside others it may be added meanwhile */
#endif
	}
	return (int)handle;
}

static void nic_xmit(struct net_device *dev, struct xfrm_state *x, unsigned long handle)
{
	bool drops = !handle;

#ifdef SENT_WITHOUT_HANDLE
	drops = false;
#endif
	ghost {
		if (handle == HANDLE_OF(dev, x))
			cover("a packet with a handle of its card");	/* encrypted; dropped if the entry has gone */
		else if (!drops)
			clear_text = true;
		property(!clear_text);
	}
}

static void transmit(struct xfrm_state *x, struct net_device *by_hash)
{
	struct net_device *lower = NULL;
	bool offloaded = false;

	indivisible {
		if (x->xso.dev && x->km == XFRM_STATE_VALID) {
			offloaded = x->xso.dev != &device[BOND0] || x->xso.upper_priv || x->xso.real_dev;
			lower = x->xso.dev != &device[BOND0] ? x->xso.dev : !replicates ? active :
				by_hash->enslaved ? by_hash : NULL;
		}
	}
	if (!offloaded || !lower)
		return;				/* encrypted in software, or no way out */
	nic_xmit(lower, x, xfrm_dev_state_lower_handle(x, lower));
}

/* Histories. */

enum operation {
	ADD, DELETE, FREE, RESOLVE, TRANSMIT, USER_FLUSHES, DEVICE_GOES, NAMESPACE_GOES, FAIL_OVER, ENSLAVE, RELEASE,
	CHANGE_MODE, TOGGLE_FEATURE,
};

static void perform(enum operation operation, int a, int b, int c, bool waits)
{
	int err = 0;

	switch (operation) {
	case ADD:
		indivisible {
			err = xfrm_state_add(&sa[a], &device[b], c);
		}
		break;
	case DELETE:
		indivisible {
			xfrm_state_delete(&sa[a]);
		}
		break;
	case FREE:
		xfrm_dev_state_free(&sa[a], NULL, waits);
		break;
	case RESOLVE:
		err = resolve(&sa[a], &device[b]);
		break;
	case TRANSMIT:
		transmit(&sa[a], &device[b]);
		break;
	case USER_FLUSHES:
		err = user_flushes(a);
		break;
	case DEVICE_GOES:
		device_goes(&device[a], b, waits);
		break;
	case NAMESPACE_GOES:
		namespace_goes(a);
		break;
	case FAIL_OVER:
		fail_over(a);
		break;
	case ENSLAVE:
		enslave(&device[a], b);
		break;
	case RELEASE:
		release(&device[a]);
		break;
	case CHANGE_MODE:
		change_mode(waits);
		break;
	case TOGGLE_FEATURE:
		indivisible {
			esp_hw_offload = !esp_hw_offload;
		}
		break;
	}
	ghost {
		result = err;
	}
}

/* Arguments are chosen in order: a state, a device or a card; then who refuses, from 1. */

static int argument(enum operation operation, int n)
{
	switch (operation) {
	case ADD:
		return n == 0 ? choose_range(0, STATES - 1) : n == 1 ? choose_range(0, DEVICES - 1) : choose_range(0, CARDS);
	case DELETE:
	case FREE:
		return n == 0 ? choose_range(0, STATES - 1) : 0;
	case RESOLVE:
	case TRANSMIT:
		return n == 0 ? choose_range(0, STATES - 1) : n == 1 ? choose_range(0, CARDS - 1) : 0;
	case USER_FLUSHES:
	case NAMESPACE_GOES:
		return n == 0 ? choose_range(0, STATES) : 0;
	case DEVICE_GOES:
		return n == 0 ? choose_range(0, DEVICES - 1) : n == 1 ? choose_range(0, STATES) : 0;
	case FAIL_OVER:
		return n == 0 ? choose_range(0, CARDS) : 0;
	case ENSLAVE:
		return n == 0 ? choose_range(0, CARDS - 1) : n == 1 ? choose_range(0, CARDS) : 0;
	case RELEASE:
		return n == 0 ? choose_range(0, CARDS - 1) : 0;
	default:
		return 0;
	}
}

static void history(void)
{
	for (;;) {
		enum operation operation = choose_range(ADD, TOGGLE_FEATURE);
		int a = argument(operation, 0);
		int b = argument(operation, 1);
		int c = argument(operation, 2);

		indivisible {
			perform(operation, a, b, c, false);
		}
	}
}

#ifndef CLEARED_LATE			/* which takes two */
struct scenario histories = {
	.about   = "whatever is done in whatever order: handles, cards, references and packets are in order",
	.threads = { history },
	.endless = true,
#ifdef BUGGY
	.expect  = ASSERTION,
#endif
};
#endif

/* One operation beside one packet, which is enough for the reader of a map that is freed. */

#if !defined(BUGGY) && !defined(TOGETHER)
static void replicated_and_deleted(void)
{
	change_mode(false);
	assume(!xfrm_state_add(&sa[0], &device[BOND0], NOBODY));
	xfrm_state_delete(&sa[0]);
}

static void collector(void)
{
	xfrm_dev_state_free(&sa[0], NULL, true);
}

static void lookup(void)
{
	if (resolve(&sa[0], &device[choose_range(ETH0, ETH1)]))
		cover("the map still has the handle");
}

struct scenario free_beside_lookup = {
	.about   = "the collector frees a replicated state while a packet looks up its handle",
	.init    = replicated_and_deleted,
	.threads = { collector, lookup },
#ifdef CLEARED_LATE
	.expect  = USE_AFTER_FREE,
#endif
};
#endif

#ifdef TOGETHER
static void operations(void)
{
	for (;;) {
		enum operation operation = choose_range(ADD, TOGGLE_FEATURE);
		int a = argument(operation, 0);
		int b = argument(operation, 1);
		int c = argument(operation, 2);

		perform(operation, a, b, c, true);
	}
}

static void packet(void)
{
	for (;;) {
		enum operation operation = choose_range(RESOLVE, TRANSMIT);
		int a = choose_range(0, STATES - 1);
		int b = choose_range(0, CARDS - 1);

		perform(operation, a, b, 0, true);
	}
}

struct scenario together = {
	.about   = "the same with packets beside the operations",
	.threads = { operations, packet, packet },
	.endless = true,
#ifdef CLEARED_LATE
	.expect  = USE_AFTER_FREE,
#endif
#ifdef BUGGY
	.expect  = ASSERTION,
#endif
};
#endif
