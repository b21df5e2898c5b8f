/* Devices on top of others: part of linux/netdevice.h. */
#include <linux/netdevice.h>

#ifndef LINUX___Q_NETDEV_LINKS_H
#define LINUX___Q_NETDEV_LINKS_H

static inline int __q_changeupper(unsigned long val, struct net_device *dev, struct net_device *upper, bool linking,
				  void *upper_info)
{
	struct netdev_notifier_changeupper_info info = {
		.info = { .dev = dev }, .upper_dev = upper, .master = true, .linking = linking, .upper_info = upper_info,
	};

	return notifier_to_errno(call_netdevice_notifiers_info(val, &info.info));
}

/* netdev_master_upper_dev_link(dev, upper, priv, info, extack): upper becomes its master; each holds the other. RTNL. */
static inline int netdev_master_upper_dev_link(struct net_device *dev, struct net_device *upper_dev, void *upper_priv,
					       void *upper_info, struct netlink_ext_ack *extack)
{
	int ret;

	ASSERT_RTNL();
	if (dev->__q_master)
		return dev->__q_master == upper_dev ? -EEXIST : -EBUSY;
	ret = __q_changeupper(NETDEV_PRECHANGEUPPER, dev, upper_dev, true, upper_info);
	if (ret)
		return ret;
	dev_hold(upper_dev);
	dev_hold(dev);
	WRITE_ONCE(dev->__q_master, upper_dev);
	ret = __q_changeupper(NETDEV_CHANGEUPPER, dev, upper_dev, true, upper_info);
	if (ret) {
		WRITE_ONCE(dev->__q_master, NULL);
		dev_put(dev);
		dev_put(upper_dev);
	}
	return ret;
}

/* netdev_upper_dev_unlink(dev, upper): undoes it. RTNL. */
static inline void netdev_upper_dev_unlink(struct net_device *dev, struct net_device *upper_dev)
{
	ASSERT_RTNL();
	__q_changeupper(NETDEV_PRECHANGEUPPER, dev, upper_dev, false, NULL);
	WRITE_ONCE(dev->__q_master, NULL);
	dev_put(dev);
	dev_put(upper_dev);
	__q_changeupper(NETDEV_CHANGEUPPER, dev, upper_dev, false, NULL);
}

/* netdev_master_upper_dev_get(dev): its master, under RTNL; _rcu: inside RCU. */
static inline struct net_device *netdev_master_upper_dev_get(struct net_device *dev)
{
	ASSERT_RTNL();
	return dev->__q_master;
}

static inline struct net_device *netdev_master_upper_dev_get_rcu(struct net_device *dev)
{
	return READ_ONCE(dev->__q_master);
}

#define netdev_has_any_upper_dev(dev) (READ_ONCE((dev)->__q_master) != NULL)

/* netdev_rx_handler_register(dev, handler, data): -EBUSY if it has one. RTNL. */
static inline int netdev_rx_handler_register(struct net_device *dev, rx_handler_func_t *rx_handler, void *rx_handler_data)
{
	ASSERT_RTNL();
	if (dev->rx_handler)
		return -EBUSY;
	rcu_assign_pointer(dev->rx_handler_data, rx_handler_data);
	rcu_assign_pointer(dev->rx_handler, rx_handler);
	return 0;
}

/* netdev_rx_handler_unregister(dev): waits for a grace period between the handler and its data. RTNL, sleeps. */
static inline void netdev_rx_handler_unregister(struct net_device *dev)
{
	ASSERT_RTNL();
	RCU_INIT_POINTER(dev->rx_handler, NULL);
	synchronize_net();
	RCU_INIT_POINTER(dev->rx_handler_data, NULL);
}

#endif
