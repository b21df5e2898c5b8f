/* TLS RX offload: device goes down while a resync reads ctx->netdev */
#include <quiesce.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <linux/rwsem.h>
#include <linux/refcount.h>
#include <linux/slab.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, HOLD_LOCK=1)

#ifndef HOLD_LOCK
# define HOLD_LOCK 0
#endif

enum tls_offload_ctx_dir { TLS_OFFLOAD_CTX_DIR_RX, TLS_OFFLOAD_CTX_DIR_TX, };

struct tls_context;
struct tlsdev_ops {
	void (*tls_dev_del)(struct net_device *netdev, struct tls_context *ctx, enum tls_offload_ctx_dir direction);
	int (*tls_dev_resync)(struct net_device *netdev, u32 seq);
};

struct tls_offload_context_rx {
	union {
		struct { u32 resync_req:1; u32 pad:31; };
		u32 flags;
	};
	u8 rcd_sn[8];
};

struct tls_context {
	refcount_t refcount;
	unsigned long flags;
	u8 tx_conf:3, rx_conf:3;
	struct net_device *netdev;
	struct list_head list;
	void *priv_ctx_rx;
	const struct tlsdev_ops *ops;
};

struct mydrv { bool flow[2]; };

static DECLARE_RWSEM(device_offload_lock);
static LIST_HEAD(tls_device_list);
static DEFINE_SPINLOCK(tls_device_lock);

static struct net_device *dev;
static struct tls_context *tctx;

static int drv_resync(struct net_device *netdev, u32 seq)
{
	struct mydrv *p = netdev_priv(netdev);

	if (WARN_ON_ONCE(!p->flow[TLS_OFFLOAD_CTX_DIR_RX]))
		return -ENOENT;
	return seq ? 0 : -EINVAL;
}

static void drv_del(struct net_device *netdev, struct tls_context *ctx, enum tls_offload_ctx_dir dir)
{
	struct mydrv *p = netdev_priv(netdev);

	p->flow[dir] = false;
}

static const struct tlsdev_ops drv_tlsdev_ops = {
	.tls_dev_del = drv_del,
	.tls_dev_resync = drv_resync,
};

static void setup(void)
{
	struct mydrv *p;

	dev = alloc_etherdev(sizeof(struct mydrv));
	BUG_ON(!dev);
	BUG_ON(register_netdev(dev));
	p = netdev_priv(dev);
	p->flow[TLS_OFFLOAD_CTX_DIR_RX] = true;
	tctx = kzalloc(sizeof(*tctx), GFP_KERNEL);
	tctx->priv_ctx_rx = kzalloc(sizeof(struct tls_offload_context_rx), GFP_KERNEL);
	tctx->ops = &drv_tlsdev_ops;
	refcount_set(&tctx->refcount, 1);
	dev_hold(dev);
	tctx->netdev = dev;
	tctx->rx_conf = 2;
	list_add_tail(&tctx->list, &tls_device_list);
}

static void tls_device_rx_resync(void)
{
	struct tls_offload_context_rx *rx = tctx->priv_ctx_rx;
	struct net_device *netdev;

	rx->resync_req = 1;
	if (HOLD_LOCK)
		down_read(&device_offload_lock);
	netdev = READ_ONCE(tctx->netdev);
	if (likely(netdev))
		tctx->ops->tls_dev_resync(netdev, 7), cover("resynced");
	if (HOLD_LOCK)
		up_read(&device_offload_lock);
}

static void tls_device_down(void)
{
	struct tls_context *ctx, *tmp;
	unsigned long flags;
	LIST_HEAD(list);

	down_write(&device_offload_lock);
	spin_lock_irqsave(&tls_device_lock, flags);
	list_for_each_entry_safe(ctx, tmp, &tls_device_list, list) {
		if (ctx->netdev != dev || !refcount_inc_not_zero(&ctx->refcount))
			continue;
		list_move(&ctx->list, &list);
	}
	spin_unlock_irqrestore(&tls_device_lock, flags);

	list_for_each_entry_safe(ctx, tmp, &list, list) {
		WRITE_ONCE(ctx->netdev, NULL);
		ctx->ops->tls_dev_del(dev, ctx, TLS_OFFLOAD_CTX_DIR_RX);
		dev_put(dev);
		list_del_init(&ctx->list);
		refcount_dec(&ctx->refcount);
	}
	up_write(&device_offload_lock);
}

static void teardown(void)
{
	if (refcount_dec_and_test(&tctx->refcount)) {
		kfree(tctx->priv_ctx_rx);
		kfree(tctx);
	}
	unregister_netdev(dev);
	free_netdev(dev);
}

struct scenario resync_vs_down = {
	.about = "resync must not reach a driver whose context was removed",
	.init = setup,
	.threads = { tls_device_rx_resync, tls_device_down },
	.exit = teardown,
	.expect = HOLD_LOCK ? HOLDS : ASSERTION,
};
