/* The life of a device, from allocation to its last reference: part of linux/netdevice.h. */
#include <linux/netdevice.h>

#ifndef LINUX___Q_NETDEV_LIFE_H
#define LINUX___Q_NETDEV_LIFE_H

static inline void netdev_set_default_ethtool_ops(struct net_device *dev, const struct ethtool_ops *ops)
{
	if (!dev->ethtool_ops)
		dev->ethtool_ops = ops;
}

/* ether_setup(dev): what an Ethernet device begins with. */
static inline void ether_setup(struct net_device *dev)
{
	dev->type = 1;
	dev->hard_header_len = ETH_HLEN;
	dev->mtu = ETH_DATA_LEN;
	dev->min_mtu = ETH_MIN_MTU;
	dev->max_mtu = ETH_DATA_LEN;
	dev->addr_len = ETH_ALEN;
	dev->flags = IFF_BROADCAST | IFF_MULTICAST;
}

static inline void __q_dev_rename(struct net_device *dev, const char *format, int number)
{
	unsigned long at = 0;

	for (; *format && at < IFNAMSIZ - 1; format++) {
		if (*format != '%') {
			dev->name[at++] = *format;
			continue;
		}
		if (number >= 10)
			dev->name[at++] = '0' + number / 10;
		dev->name[at++] = '0' + number % 10;
		format++;
	}
	dev->name[at] = 0;
}

/* alloc_netdev(sizeof_priv, name, name_assign_type, setup): a device with one reference, or NULL. Sleeps. */
static inline struct net_device *alloc_netdev_mqs(int sizeof_priv, const char *name, unsigned char name_assign_type,
						  void (*setup)(struct net_device *), unsigned int txqs, unsigned int rxqs)
{
	struct net_device *dev = kzalloc(sizeof(struct net_device) + sizeof_priv, GFP_KERNEL);

	if (!dev)
		return NULL;
	refcount_set(&dev->refcnt, 1);
	dev_net_set(dev, &init_net);
	INIT_LIST_HEAD(&dev->dev_list);
	INIT_LIST_HEAD(&dev->unreg_list);
	if (setup)
		setup(dev);
	strscpy(dev->name, name, IFNAMSIZ);
	return dev;
}

#define alloc_netdev(sizeof_priv, name, name_assign_type, setup) \
	alloc_netdev_mqs((sizeof_priv), (name), (name_assign_type), (setup), 1, 1)
#define alloc_netdev_mq(sizeof_priv, name, name_assign_type, setup, count) \
	alloc_netdev_mqs((sizeof_priv), (name), (name_assign_type), (setup), (count), (count))

/*
 * free_netdev(dev): frees a device that is not registered; one on its way out is freed after its last reference. One that was
 * never registered has to be let go by everybody before: nobody waits for them.
 */
static inline void free_netdev(struct net_device *dev)
{
	u8 reg_state = READ_ONCE(dev->reg_state);

	__q_might_sleep("free_netdev");
	if (reg_state == NETREG_UNREGISTERING) {
		ASSERT_RTNL();
		dev->needs_free_netdev = true;
		return;
	}
	if (reg_state == NETREG_REGISTERED)
		__q_report(ASSERTION, "free_netdev on a registered device", dev);
	if (reg_state == NETREG_UNINITIALIZED && refcount_read(&dev->refcnt) != 1)
		__q_report(REF_MISUSE, "free_netdev on a device that others have references to", dev);
	kfree(dev);
}

static inline void __q_dev_close_finish(struct net_device *dev)
{
	const struct net_device_ops *ops = dev->netdev_ops;

	clear_bit(__LINK_STATE_START, &dev->state);
	if (ops && ops->ndo_stop)
		ops->ndo_stop(dev);
	dev->flags &= ~IFF_UP;
}

/* dev_close(dev): NETDEV_GOING_DOWN, ndo_stop, NETDEV_DOWN, if it is up. Under RTNL, sleeps. */
static inline void dev_close(struct net_device *dev)
{
	ASSERT_RTNL();
	__q_might_sleep("dev_close");
	if (dev->flags & IFF_UP) {
		call_netdevice_notifiers(NETDEV_GOING_DOWN, dev);
		__q_dev_close_finish(dev);
		call_netdevice_notifiers(NETDEV_DOWN, dev);
	}
}

/* dev_open(dev, extack): NETDEV_PRE_UP, ndo_open, NETDEV_UP, if it is not up. Under RTNL, sleeps. */
static inline int dev_open(struct net_device *dev, struct netlink_ext_ack *extack)
{
	const struct net_device_ops *ops = dev->netdev_ops;
	int ret;

	ASSERT_RTNL();
	__q_might_sleep("dev_open");
	if (dev->flags & IFF_UP)
		return 0;
	if (!netif_device_present(dev))
		return -ENODEV;
	ret = notifier_to_errno(call_netdevice_notifiers(NETDEV_PRE_UP, dev));
	if (ret)
		return ret;
	set_bit(__LINK_STATE_START, &dev->state);
	if (ops && ops->ndo_open)
		ret = ops->ndo_open(dev);
	if (ret) {
		clear_bit(__LINK_STATE_START, &dev->state);
		return ret;
	}
	dev->flags |= IFF_UP;
	call_netdevice_notifiers(NETDEV_UP, dev);
	return 0;
}

static inline void __q_dev_begins_to_leave(struct net_device *dev)
{
	if (dev->reg_state != NETREG_REGISTERED)
		__q_report(ASSERTION, "unregister_netdevice on a device that is not registered", dev);
	dev->dismantle = true;
}

static inline void __q_dev_unlist(struct net_device *dev)
{
	__q_step {
		list_del_rcu(&dev->dev_list);
		dev->reg_state = NETREG_UNREGISTERING;
	}
}

static inline void __q_dev_leaves(struct net_device *dev)
{
	const struct net_device_ops *ops = dev->netdev_ops;

	call_netdevice_notifiers(NETDEV_UNREGISTER, dev);
	if (ops && ops->ndo_uninit)
		ops->ndo_uninit(dev);
	if (dev->__q_master)
		__q_report(ASSERTION, "a device is unregistered while it has a master", dev);
}

/* Gives back the reference of registration and puts it last on the todo list. */
static inline void __q_dev_todo(struct net_device *dev)
{
	__q_step {
		const void *last = &rtnl_mutex;
		unsigned long next;

		while ((next = __q_ghost_get(__Q_T_TODO, last)))
			last = (const void *)next;
		__q_ghost_set(__Q_T_TODO, last, (unsigned long)dev);
		__q_dev_give_back(dev, NULL);
	}
}

/* unregister_netdevice_many(head): each device on the list, by unreg_list, as unregister_netdevice; the list is empty then. */
static inline void unregister_netdevice_many(struct list_head *head)
{
	struct net_device *dev, *tmp;

	ASSERT_RTNL();
	__q_might_sleep("unregister_netdevice_many");
	if (list_empty(head))
		return;
	list_for_each_entry(dev, head, unreg_list)
		__q_dev_begins_to_leave(dev);
	list_for_each_entry(dev, head, unreg_list)
		dev_close(dev);
	list_for_each_entry(dev, head, unreg_list)
		__q_dev_unlist(dev);
	synchronize_net();
	list_for_each_entry(dev, head, unreg_list)
		__q_dev_leaves(dev);
	synchronize_net();
	list_for_each_entry_safe(dev, tmp, head, unreg_list) {
		list_del_init(&dev->unreg_list);
		__q_dev_todo(dev);
	}
}

/* unregister_netdevice_queue(dev, head): puts it on the list for unregister_netdevice_many; without one, unregisters it now. */
static inline void unregister_netdevice_queue(struct net_device *dev, struct list_head *head)
{
	ASSERT_RTNL();
	if (head) {
		list_move_tail(&dev->unreg_list, head);
		return;
	}
	__q_might_sleep("unregister_netdevice");
	__q_dev_begins_to_leave(dev);
	dev_close(dev);
	__q_dev_unlist(dev);
	synchronize_net();
	__q_dev_leaves(dev);
	synchronize_net();
	__q_dev_todo(dev);
}

/*
 * unregister_netdevice(dev): closes it, takes it off the list, waits for a grace period, tells NETDEV_UNREGISTER, calls
 * ndo_uninit, and gives back the first reference; rtnl_unlock then waits for all others. Under RTNL, sleeps.
 */
static inline void unregister_netdevice(struct net_device *dev)
{
	unregister_netdevice_queue(dev, NULL);
}

/* unregister_netdev(dev): the same with RTNL taken and given back: when it returns, no reference is left. Sleeps. */
static inline void unregister_netdev(struct net_device *dev)
{
	rtnl_lock();
	unregister_netdevice(dev);
	rtnl_unlock();
}

/* register_netdevice(dev): name, ndo_init, index, list, one more reference, NETDEV_REGISTER. Under RTNL, sleeps. */
static inline int register_netdevice(struct net_device *dev)
{
	const struct net_device_ops *ops = dev->netdev_ops;
	struct net *net = dev_net(dev);
	int ret;

	ASSERT_RTNL();
	__q_might_sleep("register_netdevice");
	if (dev->reg_state != NETREG_UNINITIALIZED)
		__q_report(ASSERTION, "register_netdevice on a device that has been registered", dev);
	__q_step {
		char format[IFNAMSIZ];

		strscpy(format, dev->name, IFNAMSIZ);
		for (int n = 0; n < 100; n++) {
			__q_dev_rename(dev, format, n);
			ret = __q_dev_find(net, 0, dev->name) ? -EEXIST : 0;
			if (!ret || !strcmp(dev->name, format))
				break;
		}
	}
	if (ret)
		return ret;
	if (ops && ops->ndo_init) {
		ret = ops->ndo_init(dev);
		if (ret)
			return ret > 0 ? -EIO : ret;
	}
	__q_step {
		dev->ifindex = ++net->ifindex;
		dev->reg_state = NETREG_REGISTERED;
		dev->state |= 1UL << __LINK_STATE_PRESENT;
		dev->wanted_features = dev->features & dev->hw_features;
		list_add_tail_rcu(&dev->dev_list, &net->dev_base_head);
		__q_dev_take(dev, NULL);
	}
	ret = notifier_to_errno(call_netdevice_notifiers(NETDEV_REGISTER, dev));
	if (ret) {
		dev->needs_free_netdev = false;
		unregister_netdevice(dev);
	}
	return ret;
}

/* register_netdev(dev): the same with RTNL taken and given back. Sleeps. */
static inline int register_netdev(struct net_device *dev)
{
	int ret;

	rtnl_lock();
	ret = register_netdevice(dev);
	rtnl_unlock();
	return ret;
}

#define dev_alloc_name(dev, name) ((void)strscpy((dev)->name, (name), IFNAMSIZ), 0)
#define dev_set_mtu(dev, new_mtu) ({ (dev)->mtu = (new_mtu); call_netdevice_notifiers(NETDEV_CHANGEMTU, (dev)); 0; })

#include <linux/__q_netdev_todo.h>

#endif
