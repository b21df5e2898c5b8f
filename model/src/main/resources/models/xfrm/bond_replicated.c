/*
 * States on all slaves at once, and a card that refuses one: BD11 and BD12.
 *
 * Source: Cosmin Ratiu, "[RFC PATCH ipsec 2/2] bonding: Maintain offloaded xfrm on all devices", 21 November 2025, and Hangbin
 * Liu's review. Each state has one node per slave (bond_ipsec_offload, with that card's handle); xso.real_dev and
 * xso.offload_handle are those of the active slave, and a failover copies them from the new slave's node. A card may be
 * full, so an add may fail.
 *
 *   BD11	found in the review: on that failure the node just allocated is forgotten; the caller unwinds those that are
 *		linked. Fix: free it.
 *   BD12	asked in the review, without an answer in the thread: when a slave is enslaved and its card refuses a state, the
 *		bond warns and goes on. What if this slave becomes active? The failover walks the new slave's nodes, so the state
 *		keeps device and handle of the old slave, and packets on the new one are given a handle of another card.
 *
 * Property of BD12: a packet on the new slave is encrypted or dropped (Ratiu and Dubroca, November 2025); and one that begins
 * after the failover is encrypted, if in software, rather than dropped for ever.
 * Variants for it: refuse_slave (no slave without all states: simple, and enslaving may fail); drop_others (the bond drops a
 * packet unless real_dev is the slave that it chose: closes BD12, and loses every packet until the next failover); and
 * drop_and_clear, the smallest that has both: the failover besides sets real_dev to NULL where the new slave has no node, so
 * that "offload ok" is no longer true. Clearing alone (clear_only) is too late for a packet that was told so before.
 */
#include <linux/err.h>
#include <linux/list.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include "cards.h"

#pragma quiesce variant(as_posted, AS_POSTED)
#pragma quiesce variant(node_freed, NODE_FREED)
#pragma quiesce variant(refuse_slave, BD12, REFUSE_SLAVE)
#pragma quiesce variant(drop_others, BD12, DROP_OTHERS)
#pragma quiesce variant(clear_only, BD12, CLEAR_WITHOUT_NODE)
#pragma quiesce variant(drop_and_clear, BD12, DROP_OTHERS, CLEAR_WITHOUT_NODE)

#define HANDLE_OF(dev) (100ul + (dev)->id)

static struct net_device slave[CARDS] = { { .id = 0 }, { .id = 1 } };
static struct net_device __rcu *curr_active_slave = &slave[0];

struct bond_ipsec_offload {
	struct list_head list;
	struct net_device *dev;
	unsigned long handle;
};

static struct xfrm_state {
	spinlock_t lock;
	struct net_device *real_dev;
	unsigned long offload_handle;
	struct list_head offloads;
} sa = { .lock = __SPIN_LOCK_UNLOCKED(sa.lock), .offloads = LIST_HEAD_INIT(sa.offloads) };

static struct bond_ipsec_offload *bond_ipsec_add_one(struct xfrm_state *x, struct net_device *dev)
{
	struct bond_ipsec_offload *node = kzalloc(sizeof(*node), GFP_KERNEL);
	int err;

	assume(node);
	err = nic_state_add(dev);
	if (err) {
#ifndef AS_POSTED
		kfree(node);
#endif
		return ERR_PTR(err);
	}
	node->dev = dev;
	node->handle = HANDLE_OF(dev);
	list_add_tail(&node->list, &x->offloads);
	return node;
}

static void bond_ipsec_free_sa(struct xfrm_state *x)
{
	struct bond_ipsec_offload *node, *next;

	list_for_each_entry_safe(node, next, &x->offloads, list) {
		nic_state_delete(node->dev);
		nic_state_free(node->dev);
		list_del(&node->list);
		kfree(node);
	}
	x->real_dev = NULL;
}

/* BD11: a user adds a state to a bond with two slaves. */

static void user_adds(void)
{
	struct bond_ipsec_offload *node;

	for (int i = 0; i < CARDS; i++) {
		node = bond_ipsec_add_one(&sa, &slave[i]);
		if (IS_ERR(node)) {
			cover("one of the cards is full");
			bond_ipsec_free_sa(&sa);
			return;
		}
		if (&slave[i] == curr_active_slave) {
			sa.real_dev = node->dev;
			sa.offload_handle = node->handle;
		}
	}
	cover("on both cards");
	bond_ipsec_free_sa(&sa);
}

#if defined(AS_POSTED) || defined(NODE_FREED)
struct scenario bd11_node_forgotten = {
	.about   = "BD11: nothing is left of a state that one of the cards refused",
	.threads = { user_adds },
	.exit    = cards_are_clean,
#ifdef AS_POSTED
	.expect  = MEMORY_LEAK,
#endif
};
#endif

/* BD12: the second slave is enslaved, and becomes active. */

static bool failover_is_over;			/* ghost */

static void offloaded_to_the_first(void)
{
	assume(!IS_ERR(bond_ipsec_add_one(&sa, &slave[0])));
	sa.real_dev = &slave[0];
	sa.offload_handle = HANDLE_OF(&slave[0]);
}

static void bond_ipsec_migrate_sa_all(struct net_device *new_active)
{
	struct bond_ipsec_offload *node, *found = NULL;

	list_for_each_entry(node, &sa.offloads, list)
		if (node->dev == new_active)
			found = node;
	spin_lock_bh(&sa.lock);
	if (found) {
		WRITE_ONCE(sa.real_dev, found->dev);
		WRITE_ONCE(sa.offload_handle, found->handle);
	}
#ifdef CLEAR_WITHOUT_NODE
	if (!found)
		WRITE_ONCE(sa.real_dev, NULL);
#endif
	spin_unlock_bh(&sa.lock);
}

static void enslave_and_fail_over(void)
{
	struct bond_ipsec_offload *node = bond_ipsec_add_one(&sa, &slave[1]);

	if (IS_ERR(node)) {
		cover("the second slave goes without the state");
#ifdef REFUSE_SLAVE
		return;
#endif
	}
	bond_ipsec_migrate_sa_all(&slave[1]);
	rcu_assign_pointer(curr_active_slave, &slave[1]);
	ghost { failover_is_over = true; }
}

enum fate { CLEAR_TEXT, ENCRYPTED, DROPPED };

/* In software unless the bond says "offload ok"; then by the slave that is active by then, with the state's handle. */
static enum fate transmit(struct net_device **sent_on)
{
	struct net_device *chosen;
	enum fate fate = CLEAR_TEXT;
	unsigned long handle;

	*sent_on = NULL;
	if (!READ_ONCE(sa.real_dev)) {
#ifdef CLEAR_WITHOUT_NODE
		cover("encrypted in software");
#endif
		return ENCRYPTED;
	}
	rcu_read_lock_bh();
	chosen = rcu_dereference_bh(curr_active_slave);
#ifdef DROP_OTHERS
	if (READ_ONCE(sa.real_dev) != chosen) {
		rcu_read_unlock_bh();
		return DROPPED;
	}
#endif
	handle = READ_ONCE(sa.offload_handle);
	indivisible {
		if (handle == HANDLE_OF(chosen) && hw[chosen->id] == ADDED)
			fate = ENCRYPTED;
	}
	rcu_read_unlock_bh();
	*sent_on = chosen;
	return fate;
}

static void packet(void)
{
	struct net_device *sent_on;
	enum fate fate = transmit(&sent_on);

	if (sent_on == &slave[1]) {
		assert(fate == ENCRYPTED || fate == DROPPED);
		cover("encrypted by the second slave");
	}
}

static void later_packet(void)
{
	struct net_device *sent_on;
	enum fate fate;

	await(failover_is_over);
	fate = transmit(&sent_on);
	assert(fate == ENCRYPTED);
	cover("a packet after the failover");
}

static void user_deletes(void)
{
	bond_ipsec_free_sa(&sa);
	cards_are_clean();
}

#if defined(AS_POSTED) || defined(BD12)
struct scenario bd12_no_handle_on_active = {
	.about   = "BD12: a slave whose card refused the state becomes active",
	.init    = offloaded_to_the_first,
	.threads = { packet, enslave_and_fail_over },
	.exit    = user_deletes,
#if !defined(DROP_OTHERS) && !defined(REFUSE_SLAVE)
	.expect  = ASSERTION,
#endif
};
#endif

#if defined(DROP_OTHERS)
struct scenario bd12_later_packets = {
	.about   = "and packets after that failover are encrypted, in software if need be",
	.init    = offloaded_to_the_first,
	.threads = { later_packet, enslave_and_fail_over },
	.exit    = user_deletes,
#ifndef CLEAR_WITHOUT_NODE
	.expect  = ASSERTION,
#endif
};
#endif
