/*
 * A packet leaves in clear text while an active-backup bond fails over: BD9 and BD10. Both are open.
 *
 * Source: Cosmin Ratiu, "[RFC PATCH ipsec 0/2] Fix bonding IPSec races" and "[PATCH ipsec 1/2] bond: Use xfrm_state_migrate to
 * migrate SAs", November 2025, with the reviews by Dubroca, Klassert and Liu; none of it is merged.
 *
 * A packet is transmitted in two steps. xfrm_output() asks xdo_dev_offload_ok() and, if told so, does not encrypt. Later the
 * bond takes the slave that is active by then, and its card does what it finds in its table. In between:
 *   BD9	the failover has taken the state off the old slave, which is still active: clear text on the OLD one;
 *   BD10	the new slave is active already, but the state is not on it yet: clear text on the NEW one.
 *
 * Properties
 *   bd9, bd10	"I don't think it's ok for it to send out unencrypted IPSec packets" (Ratiu; "Agree", Dubroca): a packet is
 *		encrypted, or dropped.
 *   no_loss	and not even dropped: "any IPsec packet transmitted on the new device will find an offloaded state there", and
 *		"in-use states on old_dev will not be deleted until in-flight packets are transmitted" (Ratiu).
 *
 * Variants, and what comes of them
 *   mainline	v6.16 and later: del_sa_all, change of the active slave, add_sa_all. Neither.
 *   migrate_first  the first form proposed: a copy of the state on the new slave, the old one deleted, then the change. Neither:
 *		a packet may hold either state, the slave may be either; two of the four do not fit. (The bond chooses by
 *		curr_active_slave; that it is xfrm_active_slave that says "offload ok" is as the posting has it.)
 *   replicated	the second form: the state is on both cards all the time; the failover changes real_dev and the one
 *		offload_handle, then the active slave. BD10 is closed; BD9 not, for between these two steps the old slave is
 *		given the new one's handle.
 *   replicated_resolved  the same with a handle for each lower device, as the RFC of May 2026 has it for other modes (its resolver,
 *		lower_handle.c). All three hold, even if the old slave leaves the bond afterwards; leaving needs a grace period
 *		between the change and the deletion (removed_at_once shows it).
 *   check_and_wait  ours, on top of mainline, and the smallest that is PROVED for bd9 and bd10. The bond, choosing the slave,
 *		drops the packet unless xso.real_dev is that slave (today it warns). The failover sets real_dev to NULL and
 *		waits for a grace period before it deletes. The check alone closes BD10; the wait alone nothing.
 *		It loses packets. It leaves alone how a failover meets a user's delete (third scenario).
 *
 * What the proofs assume: choosing the slave and giving the packet to its card is one RCU section. A queue on the slave in
 * between (a qdisc) would have to be waited for as well.
 */
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#ifdef CHECK
#define CARD_TAKES_IT choose(true, false)
#else
#define CARD_TAKES_IT true		/* that it may refuse makes nothing better: bond_replicated.c */
#endif
#include "cards.h"

#pragma quiesce variant(mainline)
#pragma quiesce variant(migrate_first, MIGRATE)
#pragma quiesce variant(replicated, REPLICATED)
#pragma quiesce variant(replicated_resolved, REPLICATED, RESOLVED)
#pragma quiesce variant(removed_at_once, REPLICATED, RESOLVED, REMOVED_AT_ONCE)
#pragma quiesce variant(check_only, CHECK)
#pragma quiesce variant(wait_only, WAIT)
#pragma quiesce variant(check_and_wait, CHECK, WAIT)

struct xfrm_state {
	spinlock_t lock;
	bool dead;
	bool listed;				/* on bond->ipsec_list */
	struct net_device *real_dev;
	unsigned long offload_handle;
	unsigned long lower_handle[CARDS];	/* only where the state is replicated */
};

static struct net_device slave[CARDS] = { { .id = 0 }, { .id = 1 } };
static struct net_device __rcu *curr_active_slave = &slave[0];
static struct xfrm_state sa;
static DEFINE_MUTEX(ipsec_lock);

static struct xfrm_state *current_sa = &sa;	/* which one a new packet finds: where states migrate, */
#ifdef MIGRATE
static struct xfrm_state migrated;		/* then its copy */
#endif

#define HANDLE_OF(dev) (100ul + (dev)->id)

/* The packet. */

enum fate { CLEAR_TEXT, ENCRYPTED, DROPPED };
static enum fate fate = ENCRYPTED;		/* ghost: of the packet; in software unless offloaded */
static struct net_device *sent_on;		/* ghost */
static struct net_device *watched;		/* ghost: the slave that the property is about */

static bool bond_ipsec_offload_ok(struct xfrm_state *x)
{
	bool ok;

	rcu_read_lock();
	ok = rcu_dereference(curr_active_slave) && READ_ONCE(x->real_dev);
	rcu_read_unlock();
	return ok;
}

static void nic_transmit(struct net_device *dev, struct xfrm_state *x)
{
#ifdef RESOLVED
	unsigned long handle = READ_ONCE(x->lower_handle[dev->id]);
#else
	unsigned long handle = READ_ONCE(x->offload_handle);
#endif

	indivisible {
		sent_on = dev;
		fate = handle == HANDLE_OF(dev) && hw[dev->id] == ADDED ? ENCRYPTED : CLEAR_TEXT;
		assert(fate != CLEAR_TEXT || dev != watched);
	}
}

static void bond_xmit(struct xfrm_state *x)
{
	struct net_device *chosen;

	rcu_read_lock_bh();
	chosen = rcu_dereference_bh(curr_active_slave);
#ifdef CHECK
	if (READ_ONCE(x->real_dev) != chosen) {
		ghost { fate = DROPPED; }
		rcu_read_unlock_bh();
		return;
	}
#endif
	nic_transmit(chosen, x);
	rcu_read_unlock_bh();
}

static void packet(void)
{
	struct xfrm_state *x = READ_ONCE(current_sa);

	if (bond_ipsec_offload_ok(x))
		bond_xmit(x);
	ghost {
		if (fate == ENCRYPTED && sent_on == &slave[0])
			cover("encrypted by the old slave");
		if (fate == ENCRYPTED && sent_on == &slave[1])
			cover("encrypted by the new slave");
	}
}

/* The failover, under RTNL, in the forms that it has or was given. */

static void delete_and_free(struct net_device *dev, struct xfrm_state *x)
{
	bool dead;

	spin_lock_bh(&x->lock);
	dead = x->dead;
	WRITE_ONCE(x->real_dev, NULL);
#ifndef WAIT
	if (!dead)
		nic_state_delete(dev);
#endif
	spin_unlock_bh(&x->lock);
#ifdef WAIT
	synchronize_net();
	if (!dead)
		nic_state_delete(dev);
#endif
	nic_state_free(dev);
}

static void add_on(struct net_device *dev, struct xfrm_state *x)
{
	if (nic_state_add(dev))
		return;
	WRITE_ONCE(x->offload_handle, HANDLE_OF(dev));
	spin_lock_bh(&x->lock);
	if (x->dead)
		nic_state_delete(dev);
	WRITE_ONCE(x->real_dev, dev);
	spin_unlock_bh(&x->lock);
}

static void fail_over(void)
{
	struct net_device *old = &slave[0], *new_active = &slave[1];

#if defined(MIGRATE)
	add_on(new_active, &migrated);
	WRITE_ONCE(current_sa, &migrated);
	delete_and_free(old, &sa);
	rcu_assign_pointer(curr_active_slave, new_active);
#elif defined(REPLICATED)
	spin_lock_bh(&sa.lock);
	WRITE_ONCE(sa.real_dev, new_active);
	WRITE_ONCE(sa.offload_handle, HANDLE_OF(new_active));
	spin_unlock_bh(&sa.lock);
	rcu_assign_pointer(curr_active_slave, new_active);
#ifdef RESOLVED					/* the old slave leaves the bond */
#ifndef REMOVED_AT_ONCE
	synchronize_net();
#endif
	nic_state_delete(old);
	nic_state_free(old);
#endif
#else
	mutex_lock(&ipsec_lock);
	if (sa.listed && sa.real_dev)
		delete_and_free(old, &sa);
	mutex_unlock(&ipsec_lock);
	rcu_assign_pointer(curr_active_slave, new_active);
	mutex_lock(&ipsec_lock);
	if (sa.listed)
		add_on(new_active, &sa);
	mutex_unlock(&ipsec_lock);
#endif
}

static void offloaded(void)
{
	hw[0] = ADDED;
	sa.listed = true;
	sa.real_dev = &slave[0];
	sa.offload_handle = HANDLE_OF(&slave[0]);
#ifdef REPLICATED
	for (int i = 0; i < CARDS; i++) {
		hw[i] = ADDED;
		sa.lower_handle[i] = HANDLE_OF(&slave[i]);
	}
#endif
}

static void watch_the_old_one(void)
{
	offloaded();
	watched = &slave[0];
}

static void watch_the_new_one(void)
{
	offloaded();
	watched = &slave[1];
}

struct scenario bd9_clear_text_on_old = {
	.about   = "BD9: a packet does not leave the old slave in clear text",
	.init    = watch_the_old_one,
	.threads = { packet, fail_over },
#if !(defined(CHECK) && defined(WAIT)) && !(defined(RESOLVED) && !defined(REMOVED_AT_ONCE))
	.expect  = ASSERTION,
#endif
};

#ifndef REMOVED_AT_ONCE
struct scenario bd10_clear_text_on_new = {
	.about   = "BD10: a packet does not leave the new slave in clear text",
	.init    = watch_the_new_one,
	.threads = { packet, fail_over },
#if !defined(CHECK) && !defined(REPLICATED)
	.expect  = ASSERTION,
#endif
};
#endif

#if (defined(CHECK) && defined(WAIT)) || (defined(RESOLVED) && !defined(REMOVED_AT_ONCE))
static void not_lost(void)
{
	assert(fate == ENCRYPTED);
}

struct scenario bd9_bd10_no_loss = {
	.about   = "and during the whole failover no packet is lost",
	.init    = offloaded,
	.threads = { packet, fail_over },
	.exit    = not_lost,
#ifdef CHECK
	.expect  = ASSERTION,
#endif
};
#endif

#if defined(CHECK) && defined(WAIT)
static void user_deletes(void)
{
	struct net_device *real_dev;

	spin_lock_bh(&sa.lock);
	sa.dead = true;
	if (sa.real_dev)
		nic_state_delete(sa.real_dev);
	spin_unlock_bh(&sa.lock);

	mutex_lock(&ipsec_lock);
	real_dev = sa.real_dev;
	if (real_dev) {
		WRITE_ONCE(sa.real_dev, NULL);
		nic_state_free(real_dev);
		cover("freed by the user's delete");
	} else {
		cover("freed by the failover");
	}
	sa.listed = false;
	mutex_unlock(&ipsec_lock);
}

struct scenario check_and_wait_vs_delete = {
	.about   = "the repair of BD9 leaves the tables in order when a user deletes the state",
	.init    = offloaded,
	.threads = { fail_over, user_deletes },
	.exit    = cards_are_clean,
};
#endif
