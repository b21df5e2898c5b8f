/* net/sched: cls: filters destroyed through rcu_work; the destroy needs RTNL */
#include <quiesce.h>
#include <linux/rculist.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, RCU_WORK)

struct tcf_proto;
struct basic_filter {
	u32 handle;
	struct tcf_proto *tp;
	struct list_head link;
	struct rcu_work rwork;
	struct rcu_head rcu;
	int (*act)(struct basic_filter *, int);
};
struct basic_head { struct list_head flist; };
struct tcf_proto { void __rcu *root; const struct tcf_proto_ops { int (*classify)(const struct tcf_proto *); } *ops; };

static struct tcf_proto *tp;

static int basic_classify(const struct tcf_proto *tp)
{
	struct basic_head *head = rcu_dereference_bh(tp->root);
	struct basic_filter *f;

	list_for_each_entry_rcu(f, &head->flist, link) {
		int r = f->act(f, 5);
		if (r < 0)
			continue;
		cover("classified");
		return r;
	}
	return -1;
}

static const struct tcf_proto_ops basic_ops = { .classify = &basic_classify };

static int act_gact(struct basic_filter *f, int v) { return f->handle == 1 ? v : -1; }

static void __basic_delete_filter(struct basic_filter *f) { kfree(f); }

static void basic_delete_filter_work(struct work_struct *work)
{
	struct basic_filter *f = container_of(to_rcu_work(work), struct basic_filter, rwork);

	rtnl_lock();
	__basic_delete_filter(f);
	rtnl_unlock();
}

#ifndef RCU_WORK
static void basic_delete_filter_rcu(struct rcu_head *head)
{
	struct basic_filter *f = container_of(head, struct basic_filter, rcu);

	rtnl_lock();
	__basic_delete_filter(f);
	rtnl_unlock();
}
#endif

static void basic_delete(void)
{
	struct basic_head *head;
	struct basic_filter *f, *n;

	rtnl_lock();
	head = rtnl_dereference(tp->root);
	list_for_each_entry_safe(f, n, &head->flist, link) {
		list_del_rcu(&f->link);
#ifdef RCU_WORK
		INIT_RCU_WORK(&f->rwork, basic_delete_filter_work);
		queue_rcu_work(system_wq, &f->rwork);
#else
		call_rcu(&f->rcu, basic_delete_filter_rcu);
#endif
	}
	rtnl_unlock();
}

static void qdisc_enqueue(void)
{
	rcu_read_lock_bh();
	tp->ops->classify(tp);
	rcu_read_unlock_bh();
}

static void init(void)
{
	struct basic_head *head = kzalloc(sizeof *head, GFP_KERNEL);
	struct basic_filter *f = kzalloc(sizeof *f, GFP_KERNEL);
	struct basic_filter *other = kzalloc(sizeof *other, GFP_KERNEL);

	tp = kzalloc(sizeof *tp, GFP_KERNEL);
	INIT_LIST_HEAD(&head->flist);
	*f = (struct basic_filter) { .handle = 1, .tp = tp, .act = act_gact };
	*other = (struct basic_filter) { .handle = 2, .tp = tp, .act = act_gact };
	list_add_rcu(&f->link, &head->flist);
	list_add_rcu(&other->link, &head->flist);
	rcu_assign_pointer(tp->root, head);
	tp->ops = &basic_ops;
	if (0)
		basic_delete_filter_work(NULL);
}

struct scenario classify_vs_delete = {
	.init = init, .threads = { basic_delete, qdisc_enqueue },
#ifndef RCU_WORK
	.expect = SLEEP_IN_ATOMIC,
#endif
};
