/* page_pool: pages in flight; the release worker re-arms itself until they are back */
#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/workqueue.h>
#include <linux/slab.h>
#include <linux/completion.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, RING_LOCK)
struct page_pool { struct delayed_work release_dw; u32 pages_state_hold_cnt; atomic_t pages_state_release_cnt; spinlock_t producer_lock; bool destroying; int ring[2]; unsigned int n; };
static struct page_pool *pool;
static DECLARE_COMPLETION(gone);
static s32 inflight(struct page_pool *p)
{
	s32 d = (s32)(READ_ONCE(p->pages_state_hold_cnt) - (u32)atomic_read(&p->pages_state_release_cnt));

	WARN(d < 0, "Negative(%d) inflight packet-pages", d);
	return d;
}
static bool release(struct page_pool *p)
{
	bool free_it;

	free_it = inflight(p) == 0;
	if (free_it) {
#ifdef RING_LOCK
		/* wait for the producer to leave */
		spin_lock_bh(&p->producer_lock);
		spin_unlock_bh(&p->producer_lock);
#endif
		cover("released");
		kfree(p);
		complete(&gone);
	}
	return free_it;
}
static void release_retry(struct work_struct *wq)
{
	struct delayed_work *dwq = to_delayed_work(wq);
	struct page_pool *p = container_of(dwq, typeof(*p), release_dw);

	if (!release(p))
		schedule_delayed_work(&p->release_dw, msecs_to_jiffies(1000));
}
static void setup(void)
{
	pool = kzalloc(sizeof(*pool), GFP_KERNEL);
	spin_lock_init(&pool->producer_lock);
	pool->pages_state_hold_cnt = 1;
	INIT_DELAYED_WORK(&pool->release_dw, release_retry);
}
static void recycle_in_ring(void)
{
	spin_lock_bh(&pool->producer_lock);
	pool->ring[pool->n] = 1;
	atomic_inc(&pool->pages_state_release_cnt);
	pool->n++;
	spin_unlock_bh(&pool->producer_lock);
}
static void destroy(void)
{
	if (!pool)
		return;
	pool->destroying = true;
	if (release(pool))
		return;
	schedule_delayed_work(&pool->release_dw, HZ);
	wait_for_completion(&gone);
	pool = NULL;
}
struct scenario pool_destroy = { .init = setup, .threads = { recycle_in_ring, destroy }, .races = RACES_IGNORE,
#ifndef RING_LOCK
	.expect = LOCK_MISUSE,
#endif
};
