/* tls: fix race between async notify and socket close (CVE-2024-26583) */
#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/spinlock.h>
#include <linux/slab.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, EXTRA_REF)

struct wait { struct completion completion; int err; };

struct tls_sw_context_rx {
	struct wait async_wait;
	atomic_t decrypt_pending;
	spinlock_t decrypt_compl_lock;
	bool async_notify;
};

static struct tls_sw_context_rx *ctx;

static void setup(void)
{
	ctx = kzalloc(sizeof(*ctx), GFP_KERNEL);
	assume(ctx);
	init_completion(&ctx->async_wait.completion);
	spin_lock_init(&ctx->decrypt_compl_lock);
#ifdef EXTRA_REF
	atomic_set(&ctx->decrypt_pending, 1);
#endif
	atomic_inc(&ctx->decrypt_pending);	/* one request is in flight */
}

static void tls_decrypt_done(void)
{
#ifdef EXTRA_REF
	if (atomic_dec_and_test(&ctx->decrypt_pending))
		complete(&ctx->async_wait.completion);
#else
	int pending;

	spin_lock_bh(&ctx->decrypt_compl_lock);
	pending = atomic_dec_return(&ctx->decrypt_pending);
	if (!pending && READ_ONCE(ctx->async_notify))
		complete(&ctx->async_wait.completion);
	spin_unlock_bh(&ctx->decrypt_compl_lock);
#endif
}

static void tls_sw_recvmsg_then_close(void)
{
	struct tls_sw_context_rx *c = ctx;
#ifdef EXTRA_REF
	if (!atomic_dec_and_test(&c->decrypt_pending))
		wait_for_completion(&c->async_wait.completion);
	atomic_inc(&c->decrypt_pending);
#else
	int pending;

	spin_lock_bh(&c->decrypt_compl_lock);
	c->async_notify = true;
	pending = atomic_read(&c->decrypt_pending);
	spin_unlock_bh(&c->decrypt_compl_lock);
	if (pending)
		wait_for_completion(&c->async_wait.completion);
	else
		reinit_completion(&c->async_wait.completion);
	WRITE_ONCE(c->async_notify, false);
#endif
	cover("closed");
	kfree(c);
}

struct scenario notify_vs_close = {
	.about = "the crypto callback holds the lock of the context when it wakes its waiter, who frees it",
	.init = setup,
	.threads = { tls_sw_recvmsg_then_close },
	.softirqs = { tls_decrypt_done },
#ifndef EXTRA_REF
	.expect = LOCK_MISUSE,
#endif
};
