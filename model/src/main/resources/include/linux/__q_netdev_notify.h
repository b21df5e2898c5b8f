/* Who is told about devices: part of linux/netdevice.h. */
#include <linux/netdevice.h>

#ifndef LINUX___Q_NETDEV_NOTIFY_H
#define LINUX___Q_NETDEV_NOTIFY_H

/* struct netdev_notifier_info: what a notifier is called with: netdev_notifier_info_to_dev. */
struct netdev_notifier_info {
	struct net_device *dev;
	struct netlink_ext_ack *extack;
};

struct netdev_notifier_change_info {
	struct netdev_notifier_info info;
	unsigned int flags_changed;
};

struct netdev_notifier_changeupper_info {
	struct netdev_notifier_info info;
	struct net_device *upper_dev;
	bool master;
	bool linking;
	void *upper_info;
};

static struct raw_notifier_head netdev_chain __attribute__((unused));

/* netdev_notifier_info_to_dev(info): the device it is about. */
static inline struct net_device *netdev_notifier_info_to_dev(const struct netdev_notifier_info *info)
{
	return info->dev;
}

static inline struct netlink_ext_ack *netdev_notifier_info_to_extack(const struct netdev_notifier_info *info)
{
	return info->extack;
}

static inline int __q_netdev_tell(struct notifier_block *nb, unsigned long val, struct net_device *dev)
{
	struct netdev_notifier_info info = { .dev = dev };

	return nb->notifier_call(nb, val, &info);
}

/* The chain changes only under RTNL, so each block is one step. */
static inline int __q_netdev_chain(unsigned long val, void *info)
{
	struct notifier_block *nb = NULL;
	notifier_fn_t call = NULL;
	int ret = NOTIFY_DONE;

	do {
		__q_step {
			nb = nb ? nb->next : netdev_chain.head;
			if (nb)
				call = nb->notifier_call;
		}
		if (nb)
			ret = call(nb, val, info);
	} while (nb && !(ret & NOTIFY_STOP_MASK));
	return ret;
}

/* call_netdevice_notifiers_info(val, info): tells everybody who is registered, under RTNL. */
static inline int call_netdevice_notifiers_info(unsigned long val, struct netdev_notifier_info *info)
{
	ASSERT_RTNL();
	return __q_netdev_chain(val, info);
}

/* call_netdevice_notifiers(val, dev): the same about that device. */
static inline int call_netdevice_notifiers(unsigned long val, struct net_device *dev)
{
	struct netdev_notifier_info info = { .dev = dev };

	return call_netdevice_notifiers_info(val, &info);
}

/* register_netdevice_notifier(nb): also tells it about the devices that are there. Takes RTNL, sleeps. */
static inline int register_netdevice_notifier(struct notifier_block *nb)
{
	struct net_device *dev;
	int err;

	rtnl_lock();
	err = raw_notifier_chain_register(&netdev_chain, nb);
	if (!err) {
		for_each_netdev(&init_net, dev) {
			err = notifier_to_errno(__q_netdev_tell(nb, NETDEV_REGISTER, dev));
			if (!err && dev->flags & IFF_UP)
				__q_netdev_tell(nb, NETDEV_UP, dev);
		}
	}
	rtnl_unlock();
	return err;
}

/* unregister_netdevice_notifier(nb): tells it first that the devices that are there are gone. Takes RTNL, sleeps. */
static inline int unregister_netdevice_notifier(struct notifier_block *nb)
{
	struct net_device *dev;
	int err;

	rtnl_lock();
	err = raw_notifier_chain_unregister(&netdev_chain, nb);
	if (!err) {
		for_each_netdev(&init_net, dev) {
			if (dev->flags & IFF_UP) {
				__q_netdev_tell(nb, NETDEV_GOING_DOWN, dev);
				__q_netdev_tell(nb, NETDEV_DOWN, dev);
			}
			__q_netdev_tell(nb, NETDEV_UNREGISTER, dev);
		}
	}
	rtnl_unlock();
	return err;
}

#define register_netdevice_notifier_net(net, nb) register_netdevice_notifier(nb)
#define unregister_netdevice_notifier_net(net, nb) unregister_netdevice_notifier(nb)

/* netdev_features_change(dev), netdev_state_change(dev), netdev_notify_peers(dev): the notifications of those names. */
static inline void netdev_features_change(struct net_device *dev)
{
	call_netdevice_notifiers(NETDEV_FEAT_CHANGE, dev);
}

static inline void netdev_state_change(struct net_device *dev)
{
	if (dev->flags & IFF_UP)
		call_netdevice_notifiers(NETDEV_CHANGE, dev);
}

/* netdev_update_features(dev): what is wanted, as ndo_fix_features lets pass, for ndo_set_features. Under RTNL. */
static inline void netdev_update_features(struct net_device *dev)
{
	const struct net_device_ops *ops = dev->netdev_ops;
	netdev_features_t features = (dev->features & ~dev->hw_features) | (dev->wanted_features & dev->hw_features);

	ASSERT_RTNL();
	if (ops && ops->ndo_fix_features)
		features = ops->ndo_fix_features(dev, features);
	if (features == dev->features)
		return;
	if (ops && ops->ndo_set_features && ops->ndo_set_features(dev, features) < 0)
		return;
	dev->features = features;
	netdev_features_change(dev);
}

#endif
