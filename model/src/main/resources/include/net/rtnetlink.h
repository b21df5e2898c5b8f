/* Kinds of virtual devices. */
#ifndef __NET_RTNETLINK_H
#define __NET_RTNETLINK_H

#include <linux/rtnetlink.h>

/* struct rtnl_link_ops: how devices of a kind are set up and taken down. */
struct rtnl_link_ops {
	const char *kind;
	size_t priv_size;
	void (*setup)(struct net_device *dev);
	void (*dellink)(struct net_device *dev, struct list_head *head);
	struct net *(*get_link_net)(const struct net_device *dev);
};

/* rtnl_link_register(ops), rtnl_link_unregister(ops): answer 0; the latter unregisters init_net's devices of the kind. */
static inline int rtnl_link_register(struct rtnl_link_ops *ops)
{
	return 0;
}

static inline void rtnl_link_unregister(struct rtnl_link_ops *ops)
{
	struct net_device *dev, *next;
	LIST_HEAD(leaving);

	rtnl_lock();
	for_each_netdev_safe(&init_net, dev, next) {
		if (dev->rtnl_link_ops != ops)
			continue;
		if (ops->dellink)
			ops->dellink(dev, &leaving);
		else
			unregister_netdevice_queue(dev, &leaving);
	}
	unregister_netdevice_many(&leaving);
	rtnl_unlock();
}

#endif
