/* netfilter: flowtable: the pending bit: a flow is released while its hardware work is queued */
#include <quiesce.h>
#include <linux/bitops.h>
#include <linux/list.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/workqueue.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, CHECK_PENDING)

enum nf_flow_flags {
	NF_FLOW_SNAT,
	NF_FLOW_DNAT,
	NF_FLOW_TEARDOWN,
	NF_FLOW_HW,
	NF_FLOW_HW_DYING,
	NF_FLOW_HW_DEAD,
	NF_FLOW_HW_PENDING,
};

struct flow_offload {
	struct hlist_node node;
	unsigned long flags;
	u32 timeout;
	struct rcu_head rcu_head;
};

struct nf_flowtable { struct hlist_head hash[2]; spinlock_t lock; };

enum flow_cls_command { FLOW_CLS_REPLACE, FLOW_CLS_DESTROY, FLOW_CLS_STATS };

struct flow_offload_work {
	struct list_head list;
	enum flow_cls_command cmd;
	struct nf_flowtable *flowtable;
	struct flow_offload *flow;
	struct work_struct work;
};

static struct workqueue_struct *nf_flow_offload_add_wq, *nf_flow_offload_del_wq;
static struct nf_flowtable ft;
static struct flow_offload *the_flow;

static void flow_offload_work_add(struct flow_offload_work *offload)
{
	if (test_bit(NF_FLOW_HW_DYING, &offload->flow->flags))
		return;
	set_bit(NF_FLOW_HW, &offload->flow->flags);
}

static void flow_offload_work_del(struct flow_offload_work *offload)
{
	cover("taken out of the hardware");
	clear_bit(NF_FLOW_HW, &offload->flow->flags);
	set_bit(NF_FLOW_HW_DEAD, &offload->flow->flags);
}

static void flow_offload_work_handler(struct work_struct *work)
{
	struct flow_offload_work *offload;

	offload = container_of(work, struct flow_offload_work, work);
	switch (offload->cmd) {
	case FLOW_CLS_REPLACE:
		flow_offload_work_add(offload);
		break;
	case FLOW_CLS_DESTROY:
		flow_offload_work_del(offload);
		break;
	default:
		WARN_ON_ONCE(1);
	}
#ifdef CHECK_PENDING
	clear_bit(NF_FLOW_HW_PENDING, &offload->flow->flags);
#endif
	kfree(offload);
}

static void flow_offload_queue_work(struct flow_offload_work *offload)
{
	if (offload->cmd == FLOW_CLS_REPLACE)
		queue_work(nf_flow_offload_add_wq, &offload->work);
	else
		queue_work(nf_flow_offload_del_wq, &offload->work);
}

static struct flow_offload_work *
nf_flow_offload_work_alloc(struct nf_flowtable *flowtable,
			   struct flow_offload *flow, unsigned int cmd)
{
	struct flow_offload_work *offload;

#ifdef CHECK_PENDING
	if (test_and_set_bit(NF_FLOW_HW_PENDING, &flow->flags))
		return NULL;
#endif
	offload = kmalloc(sizeof(struct flow_offload_work), GFP_ATOMIC);
	if (!offload) {
		clear_bit(NF_FLOW_HW_PENDING, &flow->flags);
		return NULL;
	}
	offload->cmd = cmd;
	offload->flow = flow;
	offload->flowtable = flowtable;
	INIT_WORK(&offload->work, flow_offload_work_handler);
	return offload;
}

static void nf_flow_offload_add(struct nf_flowtable *flowtable, struct flow_offload *flow)
{
	struct flow_offload_work *offload = nf_flow_offload_work_alloc(flowtable, flow, FLOW_CLS_REPLACE);

	if (offload)
		flow_offload_queue_work(offload);
}

static void nf_flow_offload_del(struct nf_flowtable *flowtable, struct flow_offload *flow)
{
	struct flow_offload_work *offload;

	offload = nf_flow_offload_work_alloc(flowtable, flow, FLOW_CLS_DESTROY);
	if (!offload)
		return;
	set_bit(NF_FLOW_HW_DYING, &flow->flags);
	flow_offload_queue_work(offload);
}

static void flow_offload_free(struct flow_offload *flow)
{
	kfree_rcu(flow, rcu_head);
}

static void flow_offload_del(struct nf_flowtable *t, struct flow_offload *flow)
{
	spin_lock_bh(&t->lock);
	hlist_del_rcu(&flow->node);
	spin_unlock_bh(&t->lock);
	flow_offload_free(flow);
}

/* one pass of the garbage collector */
static bool nf_flow_offload_gc_step(struct nf_flowtable *t, struct flow_offload *flow)
{
#ifdef CHECK_PENDING
	if (test_bit(NF_FLOW_HW_PENDING, &flow->flags))
		return false;
#endif
	if (test_bit(NF_FLOW_TEARDOWN, &flow->flags)) {
		if (test_bit(NF_FLOW_HW, &flow->flags)) {
			if (!test_bit(NF_FLOW_HW_DYING, &flow->flags))
				nf_flow_offload_del(t, flow);
			else if (test_bit(NF_FLOW_HW_DEAD, &flow->flags)) {
				flow_offload_del(t, flow);
				return true;
			}
		} else {
			flow_offload_del(t, flow);
			return true;
		}
	}
	return false;
}

static void gc(void)
{
	for (int i = 0; i < 3; i++)
		if (nf_flow_offload_gc_step(&ft, the_flow))
			return;
	/* last: everything has settled */
	await(!test_bit(NF_FLOW_HW_PENDING, &the_flow->flags));
	flow_offload_del(&ft, the_flow);
}

static void packet(void)
{
	nf_flow_offload_add(&ft, the_flow);
	set_bit(NF_FLOW_TEARDOWN, &the_flow->flags);
}

static void setup(void)
{
	spin_lock_init(&ft.lock);
	for (unsigned i = 0; i < ARRAY_SIZE(ft.hash); ++i)
		INIT_HLIST_HEAD(&ft.hash[i]);
	nf_flow_offload_add_wq = alloc_workqueue("nf_ft_offload_add", WQ_UNBOUND | WQ_SYSFS, 0);
	nf_flow_offload_del_wq = alloc_workqueue("nf_ft_offload_del", WQ_UNBOUND | WQ_SYSFS, 0);
	the_flow = kzalloc(sizeof(*the_flow), GFP_KERNEL);
	assume(the_flow);
	hlist_add_head_rcu(&the_flow->node, &ft.hash[1]);
}

static void fini(void)
{
	BUG_ON(!hlist_empty(&ft.hash[1]));
	the_flow = NULL;
	destroy_workqueue(nf_flow_offload_add_wq);
	destroy_workqueue(nf_flow_offload_del_wq);
}

static void packet_thread(void)
{
	/* the packet path sees the flow under RCU only */
	rcu_read_lock();
	if (!hlist_empty(&ft.hash[1]))
		packet();
	rcu_read_unlock();
}

static void gc_thread(void)
{
	await(test_bit(NF_FLOW_TEARDOWN, &the_flow->flags));
	gc();
}

struct scenario add_vs_gc = {
	.about = "the gc releases a flow with hardware work outstanding",
	.init = setup, .softirqs = { packet_thread }, .threads = { gc_thread }, .exit = fini,
#ifndef CHECK_PENDING
	.expect = USE_AFTER_FREE,
#endif
};
