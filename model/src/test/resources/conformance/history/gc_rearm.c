/* xfrm/ipv6/neigh: gc work that re-arms itself; cancel_delayed_work (no _sync) then free */
#include <quiesce.h>
#include <linux/workqueue.h>
#include <linux/slab.h>
#include <linux/jiffies.h>
#pragma quiesce variant(buggy, PLAIN_CANCEL)
#pragma quiesce variant(fixed)
#pragma quiesce variant(mod, USE_MOD)
struct tbl { struct delayed_work gc; atomic_t n; bool dead; };
static struct tbl *t;
static void gc(struct work_struct *w)
{
	struct tbl *tbl = container_of(to_delayed_work(w), struct tbl, gc);
	if (atomic_dec_if_positive(&tbl->n) > 0)
#ifdef USE_MOD
		mod_delayed_work(system_wq, &tbl->gc, HZ);
#else
		schedule_delayed_work(&tbl->gc, HZ);
#endif
}
static void destroy(void)
{
#ifdef PLAIN_CANCEL
	cancel_delayed_work(&t->gc);
#else
	cancel_delayed_work_sync(&t->gc);
#endif
	cover("destroyed");
	kfree(t);
}
static void init(void)
{
	t = kzalloc(sizeof(*t), GFP_KERNEL);
	atomic_set(&t->n, 3);
	INIT_DELAYED_WORK(&t->gc, gc);
	queue_delayed_work(system_unbound_wq, &t->gc, msecs_to_jiffies(5));
}
struct scenario s = { .init = init, .threads = { destroy },
#ifdef PLAIN_CANCEL
	.expect = USE_AFTER_FREE,
#endif
};
