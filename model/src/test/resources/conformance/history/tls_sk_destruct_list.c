/* net/tls: tls_device_gc_task vs tls_device_down: list of contexts to destroy, own workqueue (v2022 fix) */
#include <quiesce.h>
#include <linux/list.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, FLUSH_DESTRUCT)

static struct workqueue_struct *destruct_wq __read_mostly;

struct tls_context;
struct tls_offload_context_tx {
	struct work_struct destruct_work;
	struct tls_context *ctx;
};
struct tls_context {
	refcount_t refcount;
	struct tls_offload_context_tx *tx;
	const struct tlsdev_ops_like *ops;
	struct hw *netdev;
	struct list_head list;
};

struct hw { bool up; unsigned int nr_ctx; };
struct tlsdev_ops_like {
	void (*tls_dev_del)(struct hw *hw, struct tls_context *ctx);
};

static struct hw *mlx;
static LIST_HEAD(tls_device_list);
static DEFINE_SPINLOCK(tls_device_lock);

static void mlx_tls_del(struct hw *hw, struct tls_context *ctx)
{
	WARN_ON(!hw->up);		/* firmware objects are gone */
	hw->nr_ctx -= 1;
}

static const struct tlsdev_ops_like ops = { .tls_dev_del = mlx_tls_del, };

static void tls_device_tx_del_task(struct work_struct *work)
{
	struct tls_offload_context_tx *octx = container_of(work, struct tls_offload_context_tx, destruct_work);
	struct tls_context *ctx = octx->ctx;

	cover("deleted by work");
	ctx->ops->tls_dev_del(ctx->netdev, ctx);
	kfree(octx);
	kfree(ctx);
}

static void sk_free(void)
{
	struct tls_context *ctx;
	unsigned long flags;

	spin_lock_irqsave(&tls_device_lock, flags);
	ctx = list_first_entry_or_null(&tls_device_list, struct tls_context, list);
	if (!ctx || !refcount_dec_and_test(&ctx->refcount)) {
		spin_unlock_irqrestore(&tls_device_lock, flags);
		return;
	}
	list_del(&ctx->list);
	queue_work(destruct_wq, &ctx->tx->destruct_work);
	spin_unlock_irqrestore(&tls_device_lock, flags);
}

static void device_remove(void)
{
	struct tls_context *ctx, *tmp;
	LIST_HEAD(gone);

	spin_lock_irq(&tls_device_lock);
	list_for_each_entry_safe(ctx, tmp, &tls_device_list, list)
		if (refcount_dec_and_test(&ctx->refcount))
			list_move(&ctx->list, &gone);
	spin_unlock_irq(&tls_device_lock);
	while (!list_empty(&gone)) {
		ctx = list_first_entry(&gone, struct tls_context, list);
		list_del(&ctx->list);
		ctx->ops->tls_dev_del(ctx->netdev, ctx);
		kfree(ctx->tx);
		kfree(ctx);
	}
#ifdef FLUSH_DESTRUCT
	flush_workqueue(destruct_wq);
#endif
	mlx->up = false;
}

static void setup(void)
{
	struct tls_context *ctx = kzalloc(sizeof(*ctx), GFP_KERNEL);

	destruct_wq = alloc_workqueue("ktls_device_destruct", WQ_PERCPU, 0);
	mlx = kzalloc(sizeof(*mlx), GFP_KERNEL);
	assume(ctx && destruct_wq && mlx);
	mlx->up = true;
	mlx->nr_ctx = 1;
	refcount_set(&ctx->refcount, 1);
	ctx->ops = &ops;
	ctx->netdev = mlx;
	ctx->tx = kzalloc(sizeof(*ctx->tx), GFP_KERNEL);
	assume(ctx->tx);
	ctx->tx->ctx = ctx;
	INIT_WORK(&ctx->tx->destruct_work, tls_device_tx_del_task);
	list_add(&ctx->list, &tls_device_list);
}

static void cleanup(void)
{
	destroy_workqueue(destruct_wq);
	BUG_ON(mlx->nr_ctx);
	kfree(mlx);
}

struct scenario destruct_after_remove = {
	.init	= setup,
	.threads = { sk_free, device_remove },
	.exit	= cleanup,
#ifndef FLUSH_DESTRUCT
	.expect	= ASSERTION,
#endif
};
