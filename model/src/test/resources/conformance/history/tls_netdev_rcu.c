/* tls: Use __sk_dst_get() and dst_dev_rcu() in get_netdev_for_sock(). Also CVE: ctx->netdev read without RCU, 
 * tls_device_down frees. */
#include <quiesce.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(no_rcu_reader, PUT_AFTER_GP)
#pragma quiesce variant(fixed, PUT_AFTER_GP, READER_RCU)

struct ndev {
	refcount_t ref;
	int (*resync)(struct ndev *);
	struct rcu_head rcu;
};

struct ctx { struct ndev __rcu *netdev; };

static struct ctx *tls;

static int drv_resync(struct ndev *d) { return refcount_read(&d->ref) > 0; }

static void ndev_put(struct ndev *d)
{
	if (refcount_dec_and_test(&d->ref))
		kfree(d);
}

static void init(void)
{
	struct ndev *d = kmalloc(sizeof *d, GFP_KERNEL | __GFP_ZERO);

	assume(d != NULL);
	*d = (struct ndev){ .ref = REFCOUNT_INIT(1), .resync = drv_resync };
	tls = kcalloc(1, sizeof(struct ctx), GFP_ATOMIC);
	assume(tls);
	rcu_assign_pointer(tls->netdev, d);
}

static void resync_rx(void)
{
	struct ndev *d;
#ifdef READER_RCU
	rcu_read_lock();
#endif
	d = rcu_dereference_check(tls->netdev, true);
	if (d && d->resync) {
		WARN_ON(!d->resync(d));
		cover("resynchronised");
	}
#ifdef READER_RCU
	rcu_read_unlock();
#endif
}

static void device_down(void)
{
	struct ndev *d = rcu_replace_pointer(tls->netdev, NULL, 1);
#ifdef PUT_AFTER_GP
	synchronize_net();
#endif
	ndev_put(d);
}

static void done(void)
{
	kfree(tls);
	tls = NULL;
}

struct scenario resync_vs_down = {
	.about = "asynchronous resync follows ctx->netdev while the device is put",
	.init = init,
	.threads = { device_down },
	.softirqs = { resync_rx },
	.exit = done,
#ifndef PUT_AFTER_GP
	.expect = USE_AFTER_FREE,
#endif
};

struct scenario resync_process = {
	.init = init,
	.threads = { device_down, resync_rx },
	.exit = done,
#if !defined(READER_RCU) || !defined(PUT_AFTER_GP)
	.expect = USE_AFTER_FREE,
#endif
};
