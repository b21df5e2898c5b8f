/* bonding: bond->slave_arr: xmit hash picks from the array while a slave is released */
#include <quiesce.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>

#pragma quiesce variant(buggy, NO_GP)
#pragma quiesce variant(buggy_order, FREE_SLAVE_FIRST)
#pragma quiesce variant(fixed)

struct slave { struct net_device *dev; int queue_id; struct rcu_head rcu; };
struct bond_up_slave {
	unsigned int	count;
	struct rcu_head rcu;
	struct slave	*arr[];
};
struct bonding {
	struct bond_up_slave __rcu *usable_slaves;
	unsigned int n;
	struct slave *all[2];
};
static struct bonding *bond;

static int bond_update_slave_arr(struct bonding *bond, struct slave *skipslave)
{
	struct bond_up_slave *new_arr, *old_arr;
	unsigned i;

	ASSERT_RTNL();
	new_arr = kzalloc(struct_size(new_arr, arr, bond->n), GFP_KERNEL);
	if (!new_arr)
		return -ENOMEM;
	for (i = 0; i < bond->n; i++) {
		if (bond->all[i] == skipslave || !bond->all[i])
			continue;
		new_arr->arr[new_arr->count++] = bond->all[i];
	}
	old_arr = rtnl_dereference(bond->usable_slaves);
	rcu_assign_pointer(bond->usable_slaves, new_arr);
#ifdef NO_GP
	kfree(old_arr);
#else
	if (old_arr)
		kfree_rcu(old_arr, rcu);
#endif
	return 0;
}

static netdev_tx_t bond_xmit(unsigned int hash)
{
	struct bond_up_slave *slaves;
	struct slave *slave = NULL;
	unsigned int count;

	slaves = rcu_dereference_bh(bond->usable_slaves);
	count = slaves ? READ_ONCE(slaves->count) : 0;
	if (likely(count))
		slave = slaves->arr[hash % count];
	if (!slave)
		return NETDEV_TX_OK;
	cover("sent");
	return slave->queue_id ? NETDEV_TX_BUSY : NETDEV_TX_OK;
}

static void xmit(void)
{
	rcu_read_lock_bh();
	bond_xmit(choose(0u, 1u, 7u));
	rcu_read_unlock_bh();
}

static void release_slave(void)
{
	struct slave *s;

	rtnl_lock();
	s = bond->all[1];
	bond->all[1] = NULL;
#ifdef FREE_SLAVE_FIRST
	kfree_rcu(s, rcu);
	synchronize_rcu();
	bond_update_slave_arr(bond, s);
#else
	bond_update_slave_arr(bond, s);
	synchronize_rcu();
	kfree(s);
#endif
	rtnl_unlock();
}

static void setup(void)
{
	int i;

	bond = kzalloc(sizeof(*bond), GFP_KERNEL);
	assume(bond);
	for (i = 0; i < 2; i++) {
		bond->all[i] = kzalloc(sizeof(struct slave), GFP_KERNEL);
		bond->n++;
	}
	rtnl_lock();
	bond_update_slave_arr(bond, NULL);
	rtnl_unlock();
}

static void fini(void)
{
	kfree(rcu_dereference_protected(bond->usable_slaves, 1));
	kfree(bond->all[0]);
	kfree(bond);
}

struct scenario xmit_vs_release = {
	.init = setup, .threads = { release_slave, xmit }, .exit = fini,
#if defined NO_GP || defined FREE_SLAVE_FIRST
	.expect = USE_AFTER_FREE,
#endif
};
