/*
 * A packet asks a bond whether the state is offloaded: BD5 and BD6.
 *
 * xdo_dev_offload_ok() runs in the transmit path, inside an RCU section and without any lock. It follows two pointers that
 * a failover changes under it: the bond's curr_active_slave, and the state's xso.real_dev.
 *
 *   BD6	95c90e4ad89d "bonding: fix null pointer deref in bond_ipsec_offload_ok" (CVE-2024-44990): when the last slave leaves,
 *	curr_active_slave becomes NULL. Fix: look.
 *   BD5	f8cde9805981 "bonding: fix xfrm real_dev null pointer dereference" (CVE-2024-44989): the failover set real_dev to NULL
 *	while packets were on their way, and the driver followed it ("All callbacks assume real_dev is set", Aleksandrov,
 *	August 2024). Fix: leave it. Since v6.16 bonding sets it to NULL again and looks first; that is safe only because
 *	drivers no longer follow real_dev themselves: checking it and loading it again is the old race (checked_twice).
 */
#include <linux/rcupdate.h>
#include "cards.h"

#pragma quiesce variant(fixed)
#pragma quiesce variant(slave_not_checked, BD6)
#pragma quiesce variant(real_dev_not_checked, BD5, SET_TO_NULL)
#pragma quiesce variant(checked_twice, BD5, SET_TO_NULL, CHECK, LOAD_AGAIN)
#pragma quiesce variant(loaded_once, BD5, SET_TO_NULL, CHECK)

static struct net_device slave = { .id = 0 };
static struct net_device __rcu *curr_active_slave = &slave;

static struct xfrm_state {
	struct net_device *real_dev;
} sa = { .real_dev = &slave };

static bool nic_offload_ok(struct net_device *real_dev)
{
	return READ_ONCE(real_dev->id) >= 0;
}

static void packet(void)
{
	struct net_device *active, *real_dev;

	rcu_read_lock();
	active = rcu_dereference(curr_active_slave);
#ifndef BD6
	if (!active) {
		cover("the bond has no active slave");
		goto out;
	}
#endif
	(void)READ_ONCE(active->id);
	real_dev = READ_ONCE(sa.real_dev);
#ifdef CHECK
	if (!real_dev) {
		cover("the state is on no slave");
		goto out;
	}
#endif
#ifdef LOAD_AGAIN
	real_dev = READ_ONCE(sa.real_dev);
#endif
	if (nic_offload_ok(real_dev))
		cover("offload is fine");
#if !defined(BD6) || defined(CHECK)
out:
#endif
	rcu_read_unlock();
}

static void last_slave_leaves(void)
{
#ifdef SET_TO_NULL
	WRITE_ONCE(sa.real_dev, NULL);
#endif
	rcu_assign_pointer(curr_active_slave, NULL);
	synchronize_net();
}

#ifndef BD5
struct scenario bd6_no_active_slave = {
	.about   = "BD6: a packet, while the last slave leaves",
	.threads = { last_slave_leaves },
	.softirqs = { packet },
#ifdef BD6
	.expect  = NULL_DEREF,
#endif
};
#endif

#ifndef BD6
struct scenario bd5_real_dev_cleared = {
	.about   = "BD5: a packet follows real_dev while the failover takes the state off its device",
	.threads = { last_slave_leaves },
	.softirqs = { packet },
#if defined(SET_TO_NULL) && (!defined(CHECK) || defined(LOAD_AGAIN))
	.expect  = NULL_DEREF,
#endif
};
#endif
