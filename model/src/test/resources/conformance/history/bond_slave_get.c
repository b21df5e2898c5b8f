/* bonding: curr_active_slave is read twice */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, ONE_LOAD)

struct slave { struct net_device *dev; s8 new_link, link; struct rcu_head rcu; };
struct bonding {
	struct slave __rcu *curr_active_slave;
	int slave_cnt;
	struct { u8 mode, xmit_policy; u32 miimon; } params;
} bond = { .params = { .mode = 1, .miimon = 100 } };

#define bond_deref_active_protected(bond) rtnl_dereference((bond)->curr_active_slave)
#define bond_for_each(n, i) for ((i) = 0; (i) < (n); (i)++)

static struct slave *slaves[2];

static void setup(void)
{
	int i;

	bond_for_each((int)ARRAY_SIZE(slaves), i) {
		slaves[i] = kzalloc(sizeof(**slaves), GFP_KERNEL);
		slaves[i]->link = i ? 3 : 0;
	}
	rcu_assign_pointer(bond.curr_active_slave, slaves[0]);
}

static void xmit(void)
{
	struct slave *slave;

	rcu_read_lock();
#ifdef ONE_LOAD
	slave = rcu_dereference(bond.curr_active_slave);
	if (slave)
		cover("sent"), observe("link", slave->link);
#else
	if (rcu_access_pointer(bond.curr_active_slave)) {
		slave = rcu_dereference(bond.curr_active_slave);
		observe("link", slave->link);
	}
#endif
	rcu_read_unlock();
}

static void release(void)
{
	struct slave *old;

	rtnl_lock();
	old = bond_deref_active_protected(&bond);
	RCU_INIT_POINTER(bond.curr_active_slave, NULL);
	rtnl_unlock();
	kfree_rcu(old, rcu);
}

static void fini(void) { kfree(slaves[1]); }

struct scenario active_twice = { .init = setup, .threads = { release }, .softirqs = { xmit }, .exit = fini,
	.expect =
#ifdef ONE_LOAD
	HOLDS
#else
	NULL_DEREF
#endif
};
