/* The last dst_release frees a route after a grace period: an RCU reader may look, and take a reference with dst_hold_safe. */
#include <quiesce.h>
#include <linux/slab.h>
#include <net/sock.h>

#pragma quiesce variant(dst_hold_safe)
#pragma quiesce variant(dst_hold, HOLD)
#pragma quiesce variant(outside_rcu, OUTSIDE)

static struct sock sk;

static void create(void)
{
	struct dst_entry *dst = kzalloc(sizeof(*dst), GFP_KERNEL);

	sock_init_data(NULL, &sk);
	dst_init(dst, NULL, NULL, DST_OBSOLETE_NONE, 0);
	sk_dst_set(&sk, dst);
}

static void use(void)
{
	struct dst_entry *dst;

#if defined(HOLD)
	rcu_read_lock();
	dst = rcu_dereference(sk.sk_dst_cache);
	if (dst)
		dst_hold(dst);
	rcu_read_unlock();
#elif defined(OUTSIDE)
	dst = READ_ONCE(sk.sk_dst_cache);
	if (dst && !dst_hold_safe(dst))
		dst = NULL;
#else
	dst = sk_dst_get(&sk);
#endif
	if (dst)
		cover("got it");
	dst_release(dst);
}

static void reset(void)
{
	sk_dst_reset(&sk);
}

struct scenario route = {
	.about = "a reference to a route is taken inside RCU, if there is one left",
	.init = create,
	.threads = { use, reset },
#if defined(HOLD)
	.expect = REF_MISUSE,
#elif defined(OUTSIDE)
	.expect = USE_AFTER_FREE,
#endif
};
