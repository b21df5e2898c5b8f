#include <quiesce.h>
#include <linux/slab.h>
#include <linux/refcount.h>
#include <linux/rcupdate.h>
#pragma quiesce variant(good)
#pragma quiesce variant(nogp, NOGP)
#pragma quiesce variant(callback, CALLBACK)
#pragma quiesce variant(weakpub, WEAKPUB)
struct flow { int timeout; struct rcu_head rcu; };
static struct flow __rcu *tbl;
static void add(void)
{
	struct flow *f = kmalloc(sizeof(*f), GFP_KERNEL);
	f->timeout = 5;
#ifdef WEAKPUB
	WRITE_ONCE(tbl, f);
#else
	rcu_assign_pointer(tbl, f);
#endif
}
static void worker(void)
{
	struct flow *f;
	rcu_read_lock();
	f = rcu_dereference(tbl);
	if (f)
		BUG_ON(f->timeout != 5);
	rcu_read_unlock();
}
static void del(void)
{
	struct flow *f = xchg(&tbl, NULL);
	if (!f)
		return;
#ifdef NOGP
	kfree(f);
#elif defined(CALLBACK)
	kfree_rcu(f, rcu);
#else
	synchronize_rcu();
	kfree(f);
#endif
}
static void cleanup(void)
{
	struct flow *f = tbl;
	if (f)
		kfree(f);
}
struct scenario flow_teardown = {
	.threads = { add, worker, del },
	.exit = cleanup,
	.memory = MEMORY_LKMM,
#if defined(NOGP) || defined(WEAKPUB)
	.expect = USE_AFTER_FREE,
#endif
};
