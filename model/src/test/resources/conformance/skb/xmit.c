/* dev_queue_xmit calls ndo_start_xmit inside an RCU section with bottom halves disabled: it must not sleep. */
#include <quiesce.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>

#pragma quiesce variant(atomic)
#pragma quiesce variant(sleeps, SLEEPS)

static DEFINE_MUTEX(lock);
static struct net_device *dev;

static netdev_tx_t xmit(struct sk_buff *skb, struct net_device *d)
{
	BUG_ON(d != dev || !rcu_read_lock_bh_held());
#ifdef SLEEPS
	mutex_lock(&lock);
	mutex_unlock(&lock);
#endif
	kfree_skb(skb);
	cover("sent");
	return NETDEV_TX_OK;
}

static const struct net_device_ops ops = { .ndo_start_xmit = xmit };

static void create(void)
{
	dev = alloc_netdev(0, "eth0", NET_NAME_USER, NULL);
	dev->netdev_ops = &ops;
	rtnl_lock();
	register_netdevice(dev);
	dev_open(dev, NULL);
	rtnl_unlock();
}

static void send(void)
{
	struct sk_buff *skb = alloc_skb(64, GFP_KERNEL);

	assume(skb);
	rcu_read_lock();
	skb->dev = dev_get_by_name_rcu(&init_net, "eth0");
	if (!skb->dev)
		kfree_skb(skb);
	else if (dev_queue_xmit(skb) == -ENETDOWN)
		cover("was down");
	rcu_read_unlock();
}

static void remove(void)
{
	mutex_lock(&lock);
	unregister_netdev(dev);
	mutex_unlock(&lock);
	free_netdev(dev);
}

struct scenario xmit_is_atomic = {
	.about = "a driver's transmit function runs in atomic context",
	.init = create,
	.threads = { send, remove },
	.races = RACES_IGNORE,
#ifdef SLEEPS
	.expect = SLEEP_IN_ATOMIC,
#endif
};
