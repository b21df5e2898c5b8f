/* unregister_netdev returns when the last reference is gone; the device is still there for who holds one. */
#include <quiesce.h>
#include <linux/netdevice.h>

#pragma quiesce variant(held)
#pragma quiesce variant(not_held, NOT_HELD)

static struct net_device *dev;

static void create(void)
{
	dev = alloc_netdev(0, "eth%d", NET_NAME_ENUM, NULL);
	BUG_ON(register_netdev(dev));
	BUG_ON(strcmp(dev->name, "eth0") || dev->ifindex != 1);
}

static void use(void)
{
	struct net_device *d;

	rcu_read_lock();
	d = dev_get_by_index_rcu(&init_net, 1);
#ifndef NOT_HELD
	dev_hold(d);
#endif
	rcu_read_unlock();
	if (d) {
		observe("mtu", READ_ONCE(d->mtu));
		cover("found");
	} else {
		cover("not found");
	}
#ifndef NOT_HELD
	dev_put(d);
#endif
}

static void release(void)
{
	unregister_netdev(dev);
	BUG_ON(netdev_refcnt_read(dev) != 1);
	free_netdev(dev);
}

struct scenario references = {
	.about = "a device stays while somebody holds it",
	.init = create,
	.threads = { use, release },
#ifdef NOT_HELD
	.expect = USE_AFTER_FREE,
#endif
};
