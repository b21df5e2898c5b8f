/* What a device's driver and its listeners are told on the way from registration to the end, and in which order. */
#include <quiesce.h>
#include <linux/etherdevice.h>

#pragma quiesce variant(unregistered)
#pragma quiesce variant(freed_while_registered, FREED)

struct priv {
	int opened;
	int stopped;
};

static unsigned long events;
static int destroyed;

static int event(struct notifier_block *nb, unsigned long event, void *ptr)
{
	struct net_device *dev = netdev_notifier_info_to_dev(ptr);
	struct priv *priv = netdev_priv(dev);

	ASSERT_RTNL();
	if (event == NETDEV_UP)
		BUG_ON(!priv->opened || !(dev->flags & IFF_UP));
	if (event == NETDEV_GOING_DOWN)
		BUG_ON(priv->stopped || !netif_running(dev));
	if (event == NETDEV_DOWN)
		BUG_ON(!priv->stopped || netif_running(dev));
	if (event == NETDEV_UNREGISTER)
		BUG_ON(__dev_get_by_name(&init_net, "eth0") || dev->reg_state != NETREG_UNREGISTERING);
	events |= 1UL << event;
	return NOTIFY_DONE;
}

static struct notifier_block nb = { .notifier_call = event };

static int open(struct net_device *dev)
{
	((struct priv *)netdev_priv(dev))->opened++;
	return 0;
}

static int stop(struct net_device *dev)
{
	((struct priv *)netdev_priv(dev))->stopped++;
	return 0;
}

static const struct net_device_ops ops = { .ndo_open = open, .ndo_stop = stop };

static void destroy(struct net_device *dev)
{
	BUG_ON(dev->reg_state < NETREG_UNREGISTERED);
	destroyed++;
}

static void live(void)
{
	struct net_device *dev = alloc_etherdev(sizeof(struct priv));

	assume(dev);
	register_netdevice_notifier(&nb);
	dev->netdev_ops = &ops;
	dev->needs_free_netdev = true;
	dev->priv_destructor = destroy;
	rtnl_lock();
	BUG_ON(register_netdevice(dev));
	BUG_ON(__dev_get_by_name(&init_net, "eth0") != dev);
	BUG_ON(dev_open(dev, NULL));
	rtnl_unlock();
#ifdef FREED
	free_netdev(dev);
#endif
	unregister_netdev(dev);
	BUG_ON(destroyed != 1);
	BUG_ON(events != (1UL << NETDEV_REGISTER | 1UL << NETDEV_PRE_UP | 1UL << NETDEV_UP | 1UL << NETDEV_GOING_DOWN
			  | 1UL << NETDEV_DOWN | 1UL << NETDEV_UNREGISTER));
	cover("lived");
}

struct scenario lifecycle = {
	.about = "a device is closed, unlisted, announced and freed in this order",
	.threads = { live },
#ifdef FREED
	.expect = ASSERTION,
#endif
};
