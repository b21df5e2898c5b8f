/* Several devices are unregistered together: their last references are waited for in any order. */
#include <quiesce.h>
#include <linux/netdevice.h>

#pragma quiesce variant(both_dropped)
#pragma quiesce variant(one_dropped, ONE)

static struct net_device *first, *second;

static struct net_device *make(const char *name)
{
	struct net_device *dev = alloc_netdev(0, name, NET_NAME_USER, NULL);

	dev->needs_free_netdev = true;
	register_netdev(dev);
	dev_hold(dev);
	return dev;
}

static void create(void)
{
	first = make("eth0");
	second = make("eth1");
}

static void drop(void)
{
	dev_put(second);
#ifndef ONE
	dev_put(first);
#endif
}

static void remove(void)
{
	LIST_HEAD(leaving);

	rtnl_lock();
	unregister_netdevice_queue(first, &leaving);
	unregister_netdevice_queue(second, &leaving);
	unregister_netdevice_many(&leaving);
	rtnl_unlock();
	cover("gone");
}

struct scenario unregister_many = {
	.about = "each of them is waited for",
	.init = create,
	.threads = { drop, remove },
#ifdef ONE
	.expect = DEADLOCK,
#endif
};
