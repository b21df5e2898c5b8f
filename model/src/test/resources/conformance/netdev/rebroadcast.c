/* While a device waits for its last reference, NETDEV_UNREGISTER is told again: what came too late for the first is found. */
#include <quiesce.h>
#include <linux/netdevice.h>

#pragma quiesce variant(drops_each_time)
#pragma quiesce variant(drops_once, DROPS_ONCE)

static struct net_device *dev;
static bool user;			/* holds the device while true */
static bool told;

static int event(struct notifier_block *nb, unsigned long event, void *ptr)
{
	struct net_device *d = netdev_notifier_info_to_dev(ptr);

	if (event != NETDEV_UNREGISTER)
		return NOTIFY_DONE;
	if (told)
		cover("told again");
#ifdef DROPS_ONCE
	if (told)
		return NOTIFY_DONE;
#endif
	told = true;
	if (xchg(&user, false))
		dev_put(d);
	return NOTIFY_OK;
}

static struct notifier_block nb = { .notifier_call = event };

static void create(void)
{
	register_netdevice_notifier(&nb);
	dev = alloc_netdev(0, "eth0", NET_NAME_USER, NULL);
	register_netdev(dev);
}

static void start_using(void)
{
	struct net_device *d = dev_get_by_name(&init_net, "eth0");

	if (d)
		xchg(&user, true);
}

static void remove(void)
{
	unregister_netdev(dev);
	free_netdev(dev);
}

struct scenario rebroadcast = {
	.about = "a user that comes late is told again",
	.init = create,
	.threads = { start_using, remove },
#ifdef DROPS_ONCE
	.expect = DEADLOCK,
#endif
};
