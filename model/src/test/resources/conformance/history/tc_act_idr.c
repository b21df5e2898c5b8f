/* net/sched: act_api: idr lookup with refcount, release under the idr mutex */
#include <quiesce.h>
#include <linux/idr.h>
#include <linux/mutex.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/err.h>
#include <linux/rcupdate.h>

#pragma quiesce variant(buggy, DEC_OUTSIDE)
#pragma quiesce variant(fixed)

struct tc_action { u32 tcfa_index; refcount_t tcfa_refcnt; atomic_t tcfa_bindcnt; struct rcu_head rcu; };
struct tcf_idrinfo { struct mutex lock; struct idr action_idr; };

static struct tcf_idrinfo idrinfo;

static void tcf_action_cleanup(struct tc_action *p) { kfree(p); }

static int __tcf_action_put(struct tc_action *p, bool bind)
{
	struct tcf_idrinfo *info = &idrinfo;

#ifdef DEC_OUTSIDE
	if (refcount_dec_and_test(&p->tcfa_refcnt)) {
		mutex_lock(&info->lock);
#else
	if (refcount_dec_and_mutex_lock(&p->tcfa_refcnt, &info->lock)) {
#endif
		if (bind)
			atomic_dec(&p->tcfa_bindcnt);
		idr_remove(&info->action_idr, p->tcfa_index);
		mutex_unlock(&info->lock);
		tcf_action_cleanup(p);
		return 1;
	}
	if (bind)
		atomic_dec(&p->tcfa_bindcnt);
	return 0;
}

static struct tc_action *tcf_idr_search(u32 index)
{
	struct tc_action *p;

	mutex_lock(&idrinfo.lock);
	p = idr_find(&idrinfo.action_idr, index);
	if (IS_ERR(p))
		p = NULL;
	else if (p)
	{
		refcount_inc(&p->tcfa_refcnt);
		cover("found");
	}
	mutex_unlock(&idrinfo.lock);
	return p;
}

static void user(void)
{
	struct tc_action *p = tcf_idr_search(1);

	if (p)
		__tcf_action_put(p, false);
}

static void del(void)
{
	struct tc_action *p;

	mutex_lock(&idrinfo.lock);
	p = idr_find(&idrinfo.action_idr, 1);
	mutex_unlock(&idrinfo.lock);
	__tcf_action_put(p, false);
}

static void setup(void)
{
	struct tc_action *p = kzalloc(sizeof(*p), GFP_KERNEL);
	u32 index = 1;
	int err;

	mutex_init(&idrinfo.lock);
	idr_init(&idrinfo.action_idr);
	err = idr_alloc_u32(&idrinfo.action_idr, p, &index, UINT_MAX, GFP_KERNEL);
	BUG_ON(err || index != 1);
	p->tcfa_index = index;
	refcount_set(&p->tcfa_refcnt, 1);
}

static void fini(void)
{
	struct tc_action *p;
	unsigned long id, tmp __maybe_unused;

	idr_for_each_entry_ul(&idrinfo.action_idr, p, tmp, id)
		BUG();
	idr_destroy(&idrinfo.action_idr);
}

struct scenario search_vs_release = {
	.init = setup, .threads = { user, del }, .exit = fini,
#ifdef DEC_OUTSIDE
	.expect = REF_MISUSE,
#endif
};
