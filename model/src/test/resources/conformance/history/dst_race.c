/* inet dst: sk->sk_dst_cache is replaced while another thread takes a reference (sk_dst_get must use inc_not_zero) */
#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, NOT_ZERO)
struct my_dst { atomic_t __refcnt; int obsolete; struct rcu_head rcu_head; };
struct my_sock { struct my_dst __rcu *sk_dst_cache; } sk;
static void my_dst_free(struct rcu_head *head) { kfree(container_of(head, struct my_dst, rcu_head)); }
static void my_dst_release(struct my_dst *dst)
{
	if (dst) {
		int newrefcnt = atomic_dec_return(&dst->__refcnt);

		WARN_ONCE(newrefcnt < 0, "dst_release underflow %d", newrefcnt);
		if (!newrefcnt)
			call_rcu(&dst->rcu_head, my_dst_free);
	}
}
static struct my_dst *my_sk_dst_get(void)
{
	struct my_dst *dst;

	rcu_read_lock();
	dst = rcu_dereference(sk.sk_dst_cache);
#ifdef NOT_ZERO
	if (dst && !atomic_inc_not_zero(&dst->__refcnt))
		dst = NULL;
#else
	if (dst)
		atomic_inc(&dst->__refcnt);
#endif
	rcu_read_unlock();
	return dst;
}
static void setup(void)
{
	struct my_dst *d = kzalloc(sizeof(*d), GFP_KERNEL);

	atomic_set(&d->__refcnt, 1);
	rcu_assign_pointer(sk.sk_dst_cache, d);
}
static void user(void)
{
	struct my_dst *dst = my_sk_dst_get();

	if (dst && READ_ONCE(dst->obsolete) == 0)
		cover("used");
	my_dst_release(dst);
}
static void reset(void) { my_dst_release(unrcu_pointer(xchg(&sk.sk_dst_cache, NULL))); }
/* an incremented zero frees twice: call_rcu on a queued head, or a use after free: either way the first thing is a second callback */
struct scenario sk_dst = { .init = setup, .threads = { user, reset },
#ifndef NOT_ZERO
	.expect = USE_AFTER_FREE,
#endif
};
