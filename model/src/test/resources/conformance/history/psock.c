/* sk_psock: verdict_data_ready reads sk_user_data while it is torn down */
#include <quiesce.h>
#include <linux/refcount.h>
#include <linux/rcupdate.h>
#include <linux/rwlock.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>
#include <linux/slab.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, RCU_WORK)
struct sock_;
struct sk_psock { struct sock_ *sk; refcount_t refcnt; int (*verdict)(struct sk_psock *); unsigned long state; struct rcu_work rwork; };
struct sock_ { rwlock_t sk_callback_lock; void __rcu *sk_user_data; void (*sk_data_ready)(struct sock_ *sk); };
#define SK_USER_DATA_PSOCK 4UL
#define SK_USER_DATA_PTRMASK ~(SK_USER_DATA_PSOCK)
static struct sock_ sk;
static int pass(struct sk_psock *p) { return 1; }

static struct sk_psock *sk_psock(const struct sock_ *s)
{
	uintptr_t v = (uintptr_t)rcu_dereference(s->sk_user_data);

	return v & SK_USER_DATA_PSOCK ? (struct sk_psock *)(v & SK_USER_DATA_PTRMASK) : NULL;
}
static void def_ready(struct sock_ *s) {}
static void verdict_ready(struct sock_ *s)
{
	struct sk_psock *p;

	rcu_read_lock();
	p = sk_psock(s);
	if (p)
	{
		BUG_ON(p->verdict(p) != 1);
		cover("verdict");
	}
	rcu_read_unlock();
}
static void destroy(struct work_struct *work)
{
	struct sk_psock *p = container_of(to_rcu_work(work), struct sk_psock, rwork);

	kfree(p);
}
static void sk_psock_drop(struct sock_ *s, struct sk_psock *p)
{
	write_lock_bh(&s->sk_callback_lock);
	WRITE_ONCE(s->sk_data_ready, def_ready);
	rcu_assign_pointer(s->sk_user_data, NULL);
	write_unlock_bh(&s->sk_callback_lock);
	INIT_RCU_WORK(&p->rwork, destroy);
#ifdef RCU_WORK
	queue_rcu_work(system_wq, &p->rwork);
#else
	destroy(&p->rwork.work);
#endif
}
static void setup(void)
{
	struct sk_psock *p = kzalloc(sizeof(*p), GFP_KERNEL);

	rwlock_init(&sk.sk_callback_lock);
	p->sk = &sk;
	p->verdict = pass;
	refcount_set(&p->refcnt, 1);
	BUILD_BUG_ON(SK_USER_DATA_PSOCK & 3);
	rcu_assign_pointer(sk.sk_user_data, (void *)((unsigned long)p | SK_USER_DATA_PSOCK));
	sk.sk_data_ready = verdict_ready;
}
static void rcv(void) { READ_ONCE(sk.sk_data_ready)(&sk); }
static void close(void)
{
	struct sk_psock *p;

	rcu_read_lock();
	p = sk_psock(&sk);
	rcu_read_unlock();
	if (p && refcount_dec_and_test(&p->refcnt))
		sk_psock_drop(&sk, p);
}
struct scenario psock = { .init = setup, .threads = { close }, .softirqs = { rcv },
#ifndef RCU_WORK
	.expect = USE_AFTER_FREE,
#endif
};
