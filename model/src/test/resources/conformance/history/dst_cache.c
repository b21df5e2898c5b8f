/* dst_cache / metadata_dst: reset races with get; per-cpu cache, dst_release */
#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/jiffies.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#pragma quiesce variant(buggy, DESTROY_EARLY)
#pragma quiesce variant(fixed)

struct dst_entry { atomic_t __refcnt; u32 cookie; struct rcu_head rcu_head; };
struct dst_cache_pcpu { unsigned long refresh_ts; struct dst_entry *dst; u32 cookie; };
struct dst_cache { struct dst_cache_pcpu __percpu *cache; unsigned long reset_ts; };

static struct dst_cache cache;
static struct dst_entry *route;

static void dst_destroy_rcu(struct rcu_head *head)
{
	kfree(container_of(head, struct dst_entry, rcu_head));
}

static void dst_release(struct dst_entry *dst)
{
	if (!dst)
		return;
	if (atomic_dec_return(&dst->__refcnt) == 0)
		call_rcu(&dst->rcu_head, dst_destroy_rcu);
}

static struct dst_entry *dst_clone(struct dst_entry *dst)
{
	if (dst)
		WARN_ON(atomic_inc_not_zero(&dst->__refcnt) == 0);
	return dst;
}

static struct dst_entry *dst_cache_per_cpu_get(struct dst_cache *dst_cache, struct dst_cache_pcpu *idst)
{
	struct dst_entry *dst = idst->dst;

	if (!dst)
		return NULL;
	dst_clone(dst);
	if (unlikely(!time_after(idst->refresh_ts, READ_ONCE(dst_cache->reset_ts)))) {
		idst->dst = NULL;
		dst_release(dst);	/* the cache's */
		dst_release(dst);	/* ours */
		return NULL;
	}
	return dst;
}

static void xmit(void)
{
	struct dst_entry *dst;

	local_bh_disable();
	if (!cache.cache)
		goto out;
	dst = dst_cache_per_cpu_get(&cache, this_cpu_ptr(cache.cache));
	if (dst) {
		cover("cached");
		BUG_ON(dst->cookie != 7);
		dst_release(dst);
	}
out:
	local_bh_enable();
}

static void dst_cache_destroy(struct dst_cache *dst_cache)
{
	int i;

	if (!dst_cache->cache)
		return;
	for_each_possible_cpu(i)
		dst_release(per_cpu_ptr(dst_cache->cache, i)->dst);
	free_percpu(dst_cache->cache);
}

static bool up = true;

static void tunnel_xmit(void)
{
	rcu_read_lock();
	if (READ_ONCE(up))
		xmit();
	rcu_read_unlock();
}

static void tunnel_uninit(void)
{
	WRITE_ONCE(up, false);
#ifndef DESTROY_EARLY
	synchronize_net();
#endif
	dst_cache_destroy(&cache);
}

static void reset(void)
{
	WRITE_ONCE(cache.reset_ts, 10);
}

static void init(void)
{
	int cpu;

	route = kzalloc(sizeof(*route), GFP_KERNEL);
	route->cookie = 7;
	atomic_set(&route->__refcnt, 1);
	cache.cache = alloc_percpu(struct dst_cache_pcpu);
	for_each_possible_cpu(cpu) {
		struct dst_cache_pcpu *p = per_cpu_ptr(cache.cache, cpu);

		p->refresh_ts = 5;
		p->dst = dst_clone(route);
	}
}

static void fini(void)
{
	dst_release(route);
	route = NULL;
}

struct scenario xmit_vs_uninit = {
	.init = init, .threads = { tunnel_xmit, tunnel_uninit, reset }, .exit = fini,
#ifdef DESTROY_EARLY
	.expect = USE_AFTER_FREE,
#endif
};
