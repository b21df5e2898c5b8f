/* ip_gre: the collect_md tunnel pointer of the per-net table is cleared after the device was freed */
#include <quiesce.h>
#include <linux/netdevice.h>
#include <linux/rcupdate.h>
#include <linux/skbuff.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, CLEAR_IN_UNINIT)

struct ip_tunnel { struct ip_tunnel __rcu *next; struct net_device *dev; u32 i_seqno; struct { u8 collect_md : 1; u8 ignore_df : 1; }; };
struct ip_tunnel_net { struct ip_tunnel __rcu *collect_md_tun; int type; };
static struct ip_tunnel_net itn;
static struct net_device *gre0;

static void gre_uninit(struct net_device *dev)
{
#ifdef CLEAR_IN_UNINIT
	struct ip_tunnel *t = netdev_priv(dev);

	if (t->collect_md)
		rcu_assign_pointer(itn.collect_md_tun, NULL);
#else
	(void)dev;
#endif
}
static const struct net_device_ops gre_ops = { .ndo_uninit = gre_uninit };

static void gre_setup(struct net_device *dev)
{
	dev->netdev_ops = &gre_ops;
}

static void setup(void)
{
	struct ip_tunnel *t;

	gre0 = alloc_netdev(sizeof(*t), "gre0", NET_NAME_UNKNOWN, gre_setup);
	t = netdev_priv(gre0);
	t->dev = gre0;
	t->collect_md = true;
	BUG_ON(register_netdev(gre0));
	rcu_assign_pointer(itn.collect_md_tun, t);
}

static struct ip_tunnel *ip_tunnel_lookup(struct ip_tunnel_net *n)
{
	return rcu_dereference(n->collect_md_tun);
}

static void gre_rcv(void)
{
	struct ip_tunnel *t;

	rcu_read_lock();
	if ((t = ip_tunnel_lookup(&itn)))
		cover("found"), t->i_seqno++, t->dev->stats.rx_packets += 1;
	rcu_read_unlock();
}

static void dellink(void)
{
	rtnl_lock();
	unregister_netdevice(gre0);
	rtnl_unlock();
	free_netdev(gre0);
#ifndef CLEAR_IN_UNINIT
	RCU_INIT_POINTER(itn.collect_md_tun, NULL);
#endif
}

struct scenario gre = {
	.about = "a received packet finds the collect_md tunnel",
	.init = setup,
	.threads = { dellink },
	.softirqs = { gre_rcv },
	.races = RACES_IGNORE,
#ifndef CLEAR_IN_UNINIT
	.expect = USE_AFTER_FREE,
#endif
};
