/* nf_tables: asynchronous GC of set elements against the commit: a sequence counter says whether the transaction is stale */
#include <quiesce.h>
#include <linux/mutex.h>
#include <linux/list.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/workqueue.h>
#include <linux/atomic.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, GC_SEQ)

#define NFT_SET_ELEM_DEAD_BIT	0
#define NFT_TRANS_GC_BATCHCOUNT	2

struct nft_set;
struct nft_elem { struct list_head list; unsigned long state; int key; };
struct nft_set_ops { void (*remove)(struct nft_set *set, struct nft_elem *e); void (*flush)(struct nft_set *); unsigned int elemsize; };
struct nft_set { const struct nft_set_ops *ops; struct list_head elems; u8 dead:1; unsigned int nelems; };
struct nft_trans_gc { struct nft_set *set; u32 seq; u16 count; struct nft_elem *priv[NFT_TRANS_GC_BATCHCOUNT]; struct work_struct work; };

static DEFINE_MUTEX(commit_mutex);
static atomic_t gc_seq = ATOMIC_INIT(0);
static struct nft_set *set;

static void list_remove(struct nft_set *s, struct nft_elem *e) { list_del_rcu(&e->list); s->nelems--; }
static const struct nft_set_ops list_type = { .remove = list_remove, .elemsize = sizeof(struct nft_elem) };

static void nft_trans_gc_work(struct work_struct *work)
{
	struct nft_trans_gc *trans = container_of(work, struct nft_trans_gc, work);
	unsigned int i;

	mutex_lock(&commit_mutex);
#ifdef GC_SEQ
	if ((u32)atomic_read(&gc_seq) != trans->seq || trans->set->dead) {
		mutex_unlock(&commit_mutex);
		goto out;
	}
#endif
	cover("collected");
	for (i = 0; i < trans->count; i++) {
		trans->set->ops->remove(trans->set, trans->priv[i]);
		kfree(trans->priv[i]);
	}
	mutex_unlock(&commit_mutex);
	goto out;
out:
	kfree(trans);
}

static void setup(void)
{
	struct nft_elem *e;

	set = kzalloc(sizeof(*set), GFP_KERNEL);
	INIT_LIST_HEAD(&set->elems);
	set->ops = &list_type;
	e = kzalloc(set->ops->elemsize, GFP_KERNEL);
	e->key = 5;
	list_add_tail_rcu(&e->list, &set->elems);
	set->nelems = 1;
}

static void rbtree_gc(void)
{
	struct nft_trans_gc *gc;
	struct nft_elem *e;

	gc = kzalloc(sizeof(*gc), GFP_KERNEL);
	if (!gc)
		return;
	gc->set = set;
	gc->seq = atomic_read(&gc_seq);
	INIT_WORK(&gc->work, nft_trans_gc_work);
	rcu_read_lock();
	list_for_each_entry_rcu(e, &set->elems, list) {
		if (test_and_set_bit(NFT_SET_ELEM_DEAD_BIT, &e->state))
			continue;
		gc->priv[gc->count++] = e;
		if (gc->count == NFT_TRANS_GC_BATCHCOUNT)
			break;
	}
	rcu_read_unlock();
	if (gc->count)
		schedule_work(&gc->work);
	else
		kfree(gc);
}

static void delete_elem(void)	/* the control plane deletes the element by hand */
{
	struct nft_elem *e, *n;

	mutex_lock(&commit_mutex);
	atomic_inc(&gc_seq);
	list_for_each_entry_safe(e, n, &set->elems, list)
		if (e->key == 5) {
			set->ops->remove(set, e);
			synchronize_rcu();
			kfree(e);
		}
	atomic_inc(&gc_seq);
	mutex_unlock(&commit_mutex);
}

static void fini(void)
{
	struct nft_elem *e, *n;

	list_for_each_entry_safe(e, n, &set->elems, list) {
		list_del(&e->list);
		kfree(e);
	}
	kfree(set);
}

struct scenario gc_vs_delete = { .init = setup, .threads = { rbtree_gc, delete_elem }, .exit = fini, .races = RACES_IGNORE,
#ifndef GC_SEQ
	.expect = USE_AFTER_FREE,
#endif
};
