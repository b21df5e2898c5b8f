/* What netdevice, etherdevice, rtnetlink, skbuff and ethtool offer, at work. */
#include <linux/netlink.h>
#include <linux/etherdevice.h>
#include <linux/ethtool.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#include <net/rtnetlink.h>

static unsigned long told;
static int received;
static struct rtnl_link_ops kind = { .kind = "kind" };
static const struct ethtool_ops ethtool;

static int event(struct notifier_block *nb, unsigned long event, void *ptr)
{
	told |= 1UL << event;
	return NOTIFY_DONE;
}

static struct notifier_block nb = { .notifier_call = event };

static int set_features(struct net_device *dev, netdev_features_t features)
{
	return features & NETIF_F_LRO ? -EINVAL : 0;
}

static const struct net_device_ops ops = { .ndo_set_features = set_features };

static rx_handler_result_t receive(struct sk_buff **pskb)
{
	received++;
	consume_skb(*pskb);
	return RX_HANDLER_CONSUMED;
}

static struct net_device *make(void)
{
	struct net_device *dev = alloc_etherdev(8);

	dev->netdev_ops = &ops;
	dev->hw_features = NETIF_F_HW_ESP | NETIF_F_LRO;
	dev->needs_free_netdev = true;
	dev->rtnl_link_ops = &kind;
	netdev_set_default_ethtool_ops(dev, &ethtool);
	BUG_ON(register_netdev(dev));
	return dev;
}

static void features_and_links(void)
{
	struct net_device *lower = make(), *upper = make(), *dev;
	netdevice_tracker tracker = { 0 };
	int n = 0;

	BUG_ON(strcmp(netdev_name(lower), "eth0") || strcmp(upper->name, "eth1"));
	BUG_ON(register_netdevice_notifier(&nb));
	rtnl_lock();
	for_each_netdev(&init_net, dev)
		n++;
	BUG_ON(n != 2 || told != 1UL << NETDEV_REGISTER);
	lower->wanted_features |= NETIF_F_HW_ESP;
	netdev_update_features(lower);
	BUG_ON(!(lower->features & NETIF_F_HW_ESP) || !(told & 1UL << NETDEV_FEAT_CHANGE));
	lower->wanted_features |= NETIF_F_LRO;
	netdev_update_features(lower);
	BUG_ON(lower->features & NETIF_F_LRO);
	BUG_ON(netdev_master_upper_dev_link(lower, upper, NULL, NULL, NULL));
	BUG_ON(netdev_master_upper_dev_get(lower) != upper || !netdev_has_any_upper_dev(lower));
	BUG_ON(netdev_master_upper_dev_link(lower, upper, NULL, NULL, NULL) != -EEXIST);
	netdev_upper_dev_unlink(lower, upper);
	dev_set_mtu(lower, 1400);
	rtnl_unlock();
	netif_carrier_off(lower);
	BUG_ON(netif_carrier_ok(lower));
	netif_carrier_on(lower);
	netif_device_detach(lower);
	BUG_ON(netif_device_present(lower));
	netif_device_attach(lower);
	netif_stop_queue(lower);
	BUG_ON(!netif_queue_stopped(lower));
	dev = netdev_get_by_name(&init_net, "eth1", &tracker, GFP_KERNEL);
	BUG_ON(dev != upper || netdev_refcnt_read(dev) != 3);
	netdev_ref_replace(upper, lower, &tracker, GFP_KERNEL);
	netdev_put(lower, &tracker);
	rtnl_link_unregister(&kind);
	BUG_ON(dev_get_by_index(&init_net, 1) || !(told & 1UL << NETDEV_UNREGISTER));
	BUG_ON(unregister_netdevice_notifier(&nb));
}

static void packets(void)
{
	struct net_device *dev = make();
	struct sk_buff_head one, two;
	struct sk_buff *skb, *tmp;

	rtnl_lock();
	BUG_ON(netdev_rx_handler_register(dev, receive, &received));
	BUG_ON(netdev_rx_handler_register(dev, receive, &received) != -EBUSY);
	rtnl_unlock();
	skb = netdev_alloc_skb(dev, 10);
	BUG_ON(netif_rx(skb) != NET_RX_SUCCESS || received != 1);
	rtnl_lock();
	netdev_rx_handler_unregister(dev);
	rtnl_unlock();
	skb_queue_head_init(&one);
	skb_queue_head_init(&two);
	for (int i = 0; i < 3; i++) {
		skb = alloc_skb(0, GFP_KERNEL);
		skb->mark = i;
		skb_queue_head(&one, skb);
	}
	skb_queue_walk(&one, skb)
		skb_put(skb, 5);
	skb_queue_walk_safe(&one, skb, tmp) {
		BUG_ON(skb->len != 5);
		if (skb->mark == 1) {
			skb_unlink(skb, &one);
			skb_queue_tail(&two, skb);
		}
	}
	skb_queue_splice_tail_init(&one, &two);
	BUG_ON(!skb_queue_empty_lockless(&one) || skb_queue_len_lockless(&two) != 3 || skb_peek(&two)->mark != 1);
	skb_queue_purge(&two);
	unregister_netdev(dev);
}

struct scenario links = { .threads = { features_and_links } };
struct scenario transport = { .threads = { packets } };

static void answers(void)
{
	struct netlink_ext_ack ack = {}, *none = NULL;
	u8 address[ETH_ALEN];

	NL_SET_ERR_MSG_MOD(none, "nobody asks");
	NL_SET_ERR_MSG_WEAK(&ack, "first");
	BUG_ON(strcmp(ack._msg, "first"));
	NL_SET_ERR_MSG_WEAK_MOD(&ack, "second");
	BUG_ON(strcmp(ack._msg, "first"));
	NL_SET_ERR_MSG_FMT_MOD(&ack, "device %d", 3);
	BUG_ON(!strcmp(ack._msg, "first"));
	eth_zero_addr(address);
	BUG_ON(is_valid_ether_addr(address) || is_multicast_ether_addr(address));
	address[5] = 1;
	BUG_ON(!is_valid_ether_addr(address));
	if (net_ratelimit())
		net_warn_ratelimited("%d\n", 1);
	BUG_ON(dev_err_probe(NULL, -ENODEV, "gone\n") != -ENODEV);
	cover("answered");
}
struct scenario a_message_is_kept = { .threads = { answers } };
