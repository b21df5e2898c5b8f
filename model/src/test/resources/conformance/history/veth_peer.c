/* veth: peer pointer cleared on dellink; xdp reads priv->peer without rcu_dereference */
#include <quiesce.h>
#include <linux/netdevice.h>
#include <linux/skbuff.h>
#include <linux/rcupdate.h>
#pragma quiesce variant(buggy, NO_RCU)
#pragma quiesce variant(fixed)
struct veth_priv { struct net_device __rcu *peer; atomic64_t dropped; unsigned requested_headroom; };
static struct net_device *d[2];

static netdev_tx_t veth_xmit(struct sk_buff *skb, struct net_device *dev)
{
	struct veth_priv *rcv_priv, *priv = netdev_priv(dev);
	struct net_device *rcv;
	int ret = NETDEV_TX_OK;

#ifndef NO_RCU
	rcu_read_lock();
#endif
	rcv = rcu_dereference(priv->peer);
	if (unlikely(!rcv)) {
		kfree_skb(skb);
		goto drop;
	}
	rcv_priv = netdev_priv(rcv);
	atomic64_inc(&rcv_priv->dropped);
	cover("received");
	consume_skb(skb);
drop:
#ifndef NO_RCU
	rcu_read_unlock();
#endif
	return ret;
}
static const struct net_device_ops veth_ops = { .ndo_start_xmit = veth_xmit };

static void veth_setup(struct net_device *dev) { dev->netdev_ops = &veth_ops; }

static void setup(void)
{
	int i;
	struct veth_priv *p[2];

	for (i = 0; i < 2; i++) {
		d[i] = alloc_netdev(sizeof(struct veth_priv), "veth%d", NET_NAME_ENUM, veth_setup);
		p[i] = netdev_priv(d[i]);
		register_netdev(d[i]);
	}
	rcu_assign_pointer(p[0]->peer, d[1]);
	rcu_assign_pointer(p[1]->peer, d[0]);
}

static void sender(void)
{
	struct sk_buff *skb = alloc_skb(64, GFP_ATOMIC);

	if (skb)
		d[0]->netdev_ops->ndo_start_xmit(skb, d[0]);
}

static void dellink(void)
{
	struct veth_priv *priv;
	struct net_device *peer;
	LIST_HEAD(head);

	rtnl_lock();
	priv = netdev_priv(d[0]);
	peer = rtnl_dereference(priv->peer);
	RCU_INIT_POINTER(priv->peer, NULL);
	if (peer) {
		priv = netdev_priv(peer);
		RCU_INIT_POINTER(priv->peer, NULL);
		unregister_netdevice_queue(peer, &head);
	}
	unregister_netdevice_many(&head);
	rtnl_unlock();
	free_netdev(peer);
}

static void end(void) { unregister_netdev(d[0]); free_netdev(d[0]); }

struct scenario veth = { .init = setup, .threads = { sender, dellink }, .exit = end,
#ifdef NO_RCU
	.expect = RCU_MISUSE,
#endif
};
