/* xfrm: a user's add races with flush of the device: the state must be unlinked before it is freed */
#include <quiesce.h>
#include <linux/netdevice.h>
#include <linux/security.h>
#include <linux/rtnetlink.h>
#include <net/xfrm_state.h>
#include <net/net_namespace.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, CHECK_DEAD)
static struct xfrm_state *x;
static struct net_device *dev;
static LIST_HEAD(states);
static DEFINE_SPINLOCK(states_lock);
static void setup(void)
{
	dev = alloc_netdev(0, "mlx%d", NET_NAME_UNKNOWN, NULL);
	BUG_ON(register_netdev(dev));
	x = kzalloc(sizeof(*x), GFP_KERNEL);
	refcount_set(&x->refcnt, 1);
	spin_lock_init(&x->lock);
}
static void add(void)
{
	spin_lock_bh(&x->lock);
	if (x->km.state != XFRM_STATE_DEAD) {
		netdev_hold(dev, &x->xso.dev_tracker, GFP_ATOMIC);
		x->xso.dev = dev;
		cover("added");
	}
	spin_unlock_bh(&x->lock);
}
static void flush(void)
{
	struct net_device *d;

	spin_lock_bh(&x->lock);
	x->km.state = XFRM_STATE_DEAD;
	d = x->xso.dev;
#ifdef CHECK_DEAD
	x->xso.dev = NULL;
#endif
	spin_unlock_bh(&x->lock);
	netdev_put(d, &x->xso.dev_tracker);
}
static void finish(void)
{
	if (x->xso.dev)
		netdev_put(x->xso.dev, &x->xso.dev_tracker);
	kfree(x);
	unregister_netdev(dev);
	free_netdev(dev);
}
struct scenario add_vs_flush = { .init = setup, .threads = { add, flush }, .exit = finish,
#ifndef CHECK_DEAD
	.expect = REF_MISUSE,
#endif
};
