/* rtnl_unlock waits for the last reference to a device that was unregistered: one that is never dropped has no end. */
#include <quiesce.h>
#include <linux/netdevice.h>

#pragma quiesce variant(dropped)
#pragma quiesce variant(kept, KEPT)

static struct net_device *dev;

static void create(void)
{
	dev = alloc_netdev(0, "eth0", NET_NAME_USER, NULL);
	dev->needs_free_netdev = true;
	register_netdev(dev);
	dev_hold(dev);
}

static void drop(void)
{
#ifdef KEPT
	if (choose(true, false))
		return;
#endif
	dev_put(dev);
	cover("dropped");
}

static void remove(void)
{
	rtnl_lock();
	unregister_netdevice(dev);
	rtnl_unlock();
	cover("gone");
}

struct scenario last_reference = {
	.about = "every reference to a device is dropped in the end",
	.init = create,
	.threads = { drop, remove },
#ifdef KEPT
	.expect = DEADLOCK,
#endif
};
