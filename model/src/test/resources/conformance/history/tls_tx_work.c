/* net/tls: fix use-after-free race in tx_work_handler / tls_sw_cancel_work_tx (CVE-2026-23240): cancel does not forbid
 * delayed_work being queued again by the write-space callback. */
#include <quiesce.h>
#include <linux/bitops.h>
#include <linux/slab.h>
#include <linux/workqueue.h>
#include <linux/mutex.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, DISABLE)
#pragma quiesce variant(half, CLOSING_BIT)

#define BIT_TX_SCHEDULED 0
#define BIT_TX_CLOSING 1

struct sock;
struct tx_work { struct delayed_work work; struct sock *sk; };
struct tls_sw_context_tx { struct tx_work tx_work; unsigned long tx_bitmask; int nr; };
struct sock { void *sk_user_data; struct tls_sw_context_tx *ctx; struct mutex lock; };

static struct sock sk0;

static void tx_work_handler(struct work_struct *work)
{
	struct delayed_work *dw = to_delayed_work(work);
	struct tx_work *tx_work = container_of(dw, struct tx_work, work);
	struct sock *sk = tx_work->sk;
	struct tls_sw_context_tx *ctx = sk->ctx;

	if (unlikely(!ctx))
		return;
	if (test_bit(BIT_TX_CLOSING, &ctx->tx_bitmask))
		return;
	if (!test_and_clear_bit(BIT_TX_SCHEDULED, &ctx->tx_bitmask))
		return;
	if (mutex_trylock(&sk->lock)) {
		ctx->nr++;
		cover("sent");
		mutex_unlock(&sk->lock);
	} else if (!test_and_set_bit(BIT_TX_SCHEDULED, &ctx->tx_bitmask))
		schedule_delayed_work(&ctx->tx_work.work, msecs_to_jiffies(10));
}

static bool alive = true;

static void tls_write_space(void)
{
	struct tls_sw_context_tx *ctx;

	indivisible {
		ctx = alive ? sk0.ctx : NULL;	/* sk_callback_lock */
	}
	if (!ctx)
		return;
	indivisible {
	if (alive && 
#ifdef CLOSING_BIT
	    !test_bit(BIT_TX_CLOSING, &ctx->tx_bitmask) &&
#endif
	    !test_and_set_bit(BIT_TX_SCHEDULED, &ctx->tx_bitmask))
		schedule_delayed_work(&ctx->tx_work.work, 0);
	}
}

static void tls_sk_proto_close(void)
{
	struct tls_sw_context_tx *ctx = sk0.ctx;

	mutex_lock(&sk0.lock);
	set_bit(BIT_TX_CLOSING, &ctx->tx_bitmask);
	set_bit(BIT_TX_SCHEDULED, &ctx->tx_bitmask);
	mutex_unlock(&sk0.lock);
#ifdef DISABLE
	disable_delayed_work_sync(&ctx->tx_work.work);
#else
	cancel_delayed_work_sync(&ctx->tx_work.work);
#endif
	mutex_lock(&sk0.lock);
	clear_bit(BIT_TX_SCHEDULED, &ctx->tx_bitmask);
	mutex_unlock(&sk0.lock);
	indivisible {
		alive = false;
		sk0.ctx = NULL;
	}
	kfree(ctx);
}

static void setup(void)
{
	mutex_init(&sk0.lock);
	sk0.ctx = kzalloc(sizeof(*sk0.ctx), GFP_KERNEL);
	assume(sk0.ctx);
	sk0.ctx->tx_work.sk = &sk0;
	INIT_DELAYED_WORK(&sk0.ctx->tx_work.work, tx_work_handler);
}

struct scenario close_vs_write_space = {
	.about = "write_space re-queues the work that close has just cancelled",
	.init = setup,
	.threads = { tls_sk_proto_close },
	.softirqs = { tls_write_space },
#if !defined(DISABLE) && !defined(CLOSING_BIT)
	.expect = USE_AFTER_FREE,
#endif
};
