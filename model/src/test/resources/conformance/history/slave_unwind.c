/* bonding: enslave fails half way; its goto chain must undo in reverse */
#include <quiesce.h>
#include <linux/errno.h>
#include <linux/list.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, UNWIND)
struct slave { struct list_head list; struct net_device *dev; u32 *queue_map; char perm_hwaddr[6]; };
struct bonding { struct list_head slaves; int cnt; };
static struct bonding bond;
static struct net_device *eth;
static void setup(void)
{
	INIT_LIST_HEAD(&bond.slaves);
	eth = alloc_netdev(0, "eth%d", NET_NAME_UNKNOWN, NULL);
	register_netdev(eth);
}
static int bond_enslave(struct bonding *b, struct net_device *slave_dev)
{
	struct slave *new_slave;
	int res = 0;

	new_slave = may_fail(kzalloc(sizeof(*new_slave), GFP_KERNEL));
	if (!new_slave)
		return -ENOMEM;
	dev_hold(slave_dev);
	new_slave->dev = slave_dev;
	new_slave->queue_map = may_fail(kcalloc(2, sizeof(u32), GFP_KERNEL));
	if (!new_slave->queue_map) {
		res = -ENOMEM;
		goto err_free;
	}
	memcpy(new_slave->perm_hwaddr, slave_dev->dev_addr, sizeof(new_slave->perm_hwaddr));
	list_add_tail(&new_slave->list, &b->slaves);
	b->cnt++;
	cover("enslaved");
	return 0;
err_free:
#ifdef UNWIND
	dev_put(slave_dev);
#endif
	kfree(new_slave);
	return res;
}
static void enslave(void) { rtnl_lock(); bond_enslave(&bond, eth); rtnl_unlock(); }
static void release(void)
{
	struct slave *s, *n;

	rtnl_lock();
	list_for_each_entry_safe(s, n, &bond.slaves, list) {
		list_del(&s->list);
		bond.cnt -= 1;
		dev_put(s->dev);
		kfree(s->queue_map);
		kfree(s);
	}
	rtnl_unlock();
	unregister_netdev(eth);
	free_netdev(eth);
}
struct scenario unwind = { .init = setup, .threads = { enslave }, .exit = release,
#ifndef UNWIND
	.expect = DEADLOCK,
#endif
};
