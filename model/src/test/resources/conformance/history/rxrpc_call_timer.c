/* rxrpc: a call's timer queues the call's work with a reference; destroying the call from the work */
#include <quiesce.h>
#include <linux/timer.h>
#include <linux/workqueue.h>
#include <linux/refcount.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, GET_FIRST)
#define RXRPC_CALL_COMPLETE 3
struct rxrpc_call { struct rcu_head rcu; struct timer_list timer; struct work_struct processor; refcount_t ref; int state; };
static struct rxrpc_call *call;
static void free_rcu_call(struct rcu_head *rcu) { kfree(container_of(rcu, struct rxrpc_call, rcu)); }
static void rxrpc_put_call(struct rxrpc_call *c)
{
	if (refcount_dec_and_test(&c->ref)) {
		timer_delete(&c->timer);
		call_rcu(&c->rcu, free_rcu_call);
	}
}
static void process(struct work_struct *w)
{
	struct rxrpc_call *c = container_of(w, struct rxrpc_call, processor);

	if (READ_ONCE(c->state) < RXRPC_CALL_COMPLETE)
		WRITE_ONCE(c->state, c->state + 1);
	cover("processed");
	rxrpc_put_call(c);
}
static bool rxrpc_queue_call(struct rxrpc_call *c)
{
#ifdef GET_FIRST
	if (!refcount_inc_not_zero(&c->ref))
		return false;
	if (!queue_work(system_unbound_wq, &c->processor))
		rxrpc_put_call(c);
#else
	if (queue_work(system_unbound_wq, &c->processor))
		refcount_inc(&c->ref);
#endif
	return true;
}
static void timer_expired(struct timer_list *t) { struct rxrpc_call *c = from_timer(c, t, timer); rxrpc_queue_call(c); }
static void setup(void)
{
	call = kzalloc(sizeof(struct rxrpc_call), GFP_NOFS);
	*call = (typeof(*call)){};
	timer_setup(&call->timer, timer_expired, 0);
	INIT_WORK(&call->processor, process);
	refcount_set(&call->ref, 1);
	mod_timer(&call->timer, jiffies + 5);
}
static void release(void)
{
	rxrpc_put_call(call);	/* the timer may run: it is the last put that deletes it, and waits for it by call_rcu() */
}
struct scenario work_ref = { .about = "the reference for queued work must be taken before queueing", .init = setup, .threads = { release },
#ifndef GET_FIRST
	.expect = REF_MISUSE,
#endif
};
