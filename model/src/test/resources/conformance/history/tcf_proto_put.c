/* cls_api: filter lookup takes a reference from the list; destroy marks deleting */
#include <quiesce.h>
#include <linux/refcount.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/err.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, GET_NOT_ZERO)

struct tcf_proto;
struct tcf_proto_ops { char kind[16]; int (*init)(struct tcf_proto *); void (*destroy)(struct tcf_proto *, bool rtnl_held); };
struct tcf_proto { struct tcf_proto __rcu *next; void *root; u32 prio; const struct tcf_proto_ops *ops; spinlock_t lock; bool deleting; refcount_t refcnt; struct rcu_head rcu; };
struct tcf_chain { struct mutex filter_chain_lock; struct tcf_proto __rcu *filter_chain; };
static struct tcf_chain chain = { .filter_chain_lock = __MUTEX_INITIALIZER(chain.filter_chain_lock) };

static int fl_init(struct tcf_proto *tp)
{
	tp->root = kzalloc(sizeof(int), GFP_KERNEL);
	return tp->root ? 0 : -ENOBUFS;
}
static void fl_destroy(struct tcf_proto *tp, bool rtnl_held)
{
	kfree(tp->root);
}
static struct tcf_proto_ops cls_fl_ops = { .kind = "flower", .init = fl_init, .destroy = fl_destroy };

static struct tcf_proto *tcf_proto_create(u32 prio)
{
	struct tcf_proto *tp = kzalloc(sizeof(*tp), GFP_KERNEL);
	int err;

	if (!tp)
		return ERR_PTR(-ENOBUFS);
	tp->ops = &cls_fl_ops;
	tp->prio = prio;
	spin_lock_init(&tp->lock);
	refcount_set(&tp->refcnt, 1);
	err = tp->ops->init(tp);
	if (err) {
		kfree(tp);
		return ERR_PTR(err);
	}
	return tp;
}

static void tcf_proto_put(struct tcf_proto *tp)
{
	if (refcount_dec_and_test(&tp->refcnt)) {
		tp->ops->destroy(tp, true);
		kfree_rcu(tp, rcu);
	}
}

static void setup(void)
{
	struct tcf_proto *tp = tcf_proto_create(10U);

	if (IS_ERR(tp))
		BUG();
	RCU_INIT_POINTER(chain.filter_chain, tp);
}

static void dump(void)
{
	struct tcf_proto *tp;
	int *root;

	rcu_read_lock();
	tp = rcu_dereference(chain.filter_chain);
#ifdef GET_NOT_ZERO
	if (tp && !refcount_inc_not_zero(&tp->refcnt))
		tp = NULL;
#else
	if (tp)
		refcount_inc(&tp->refcnt);
#endif
	rcu_read_unlock();
	if (!tp)
		return;
	root = tp->root;
	*root += 1;
	cover("dumped");
	tcf_proto_put(tp);
}

static void destroy(void)
{
	struct tcf_proto *tp;

	mutex_lock(&chain.filter_chain_lock);
	tp = rcu_replace_pointer(chain.filter_chain, NULL, lockdep_is_held(&chain.filter_chain_lock));
	mutex_unlock(&chain.filter_chain_lock);
	tcf_proto_put(tp);
}

struct scenario dump_vs_destroy = { .init = setup, .threads = { dump, destroy },
#ifndef GET_NOT_ZERO
	.expect = REF_MISUSE,
#endif
};
