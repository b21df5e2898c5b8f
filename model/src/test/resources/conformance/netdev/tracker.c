/* A reference that is given back twice is found by its tracker, or when none is left; one that is kept, by free_netdev. */
#include <quiesce.h>
#include <linux/netdevice.h>

#pragma quiesce variant(once)
#pragma quiesce variant(twice, TWICE)
#pragma quiesce variant(without_tracker, TWICE, NO_TRACKER)
#pragma quiesce variant(kept, NEVER)

static struct net_device *dev;
static netdevice_tracker tracker;

static void use(void)
{
	dev = alloc_netdev(0, "eth0", NET_NAME_USER, NULL);
#ifdef NO_TRACKER
	dev_hold(dev);
	dev_put(dev);
	dev_put(dev);
#else
	dev_hold(dev);
	netdev_hold(dev, &tracker, GFP_KERNEL);
	netdev_put(dev, &tracker);
#ifdef TWICE
	netdev_put(dev, &tracker);
#endif
	netdev_hold(dev, &tracker, GFP_KERNEL);
	netdev_put(dev, &tracker);
#ifndef NEVER
	dev_put(dev);
#endif
#endif
	free_netdev(dev);
	cover("freed");
}

struct scenario tracker_use = {
	.about = "each reference is given back once",
	.threads = { use },
#if defined(TWICE) || defined(NEVER)
	.expect = REF_MISUSE,
#endif
};
