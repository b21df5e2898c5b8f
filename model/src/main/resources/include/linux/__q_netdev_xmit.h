/* Packets to and from a device: part of linux/netdevice.h. */
#include <linux/netdevice.h>

#ifndef LINUX___Q_NETDEV_XMIT_H
#define LINUX___Q_NETDEV_XMIT_H

/* dev_queue_xmit(skb): hands it to ndo_start_xmit of skb->dev, with bottom halves disabled; drops it if the device is down. */
static inline int dev_queue_xmit(struct sk_buff *skb)
{
	struct net_device *dev = skb->dev;
	int ret = -ENETDOWN;

	rcu_read_lock_bh();
	if (netif_running(dev) && dev->netdev_ops && dev->netdev_ops->ndo_start_xmit)
		ret = dev->netdev_ops->ndo_start_xmit(skb, dev);
	else
		kfree_skb(skb);
	rcu_read_unlock_bh();
	return ret;
}

/* netif_receive_skb(skb), netif_rx(skb): hands it to the device's rx_handler inside RCU; without one it is freed. */
static inline int netif_receive_skb(struct sk_buff *skb)
{
	rx_handler_func_t *handler;
	rx_handler_result_t result = RX_HANDLER_PASS;

	rcu_read_lock();
	handler = rcu_dereference(skb->dev->rx_handler);
	if (handler)
		result = handler(&skb);
	if (result != RX_HANDLER_CONSUMED)
		kfree_skb(skb);
	rcu_read_unlock();
	return result == RX_HANDLER_PASS ? NET_RX_DROP : NET_RX_SUCCESS;
}

#define netif_rx(skb) netif_receive_skb(skb)

#endif
