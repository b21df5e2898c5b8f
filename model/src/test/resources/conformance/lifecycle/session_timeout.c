/* A session with a reference for its delayed work: extending, expiring and closing it. */
#include <quiesce.h>
#include <linux/kref.h>
#include <linux/workqueue.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#pragma quiesce variant(good)
#pragma quiesce variant(mod_without_ref, NO_REF)
#pragma quiesce variant(cancel_without_put, NO_PUT)
#pragma quiesce variant(put_unconditionally, PUT_ALWAYS)
#pragma quiesce variant(rearm_after_close, NO_CLOSED)

struct session { struct kref ref; struct delayed_work expire; spinlock_t lock; bool closed; int extensions; };
static struct session *s;

static void session_free(struct kref *ref)
{
	struct session *x = container_of(ref, struct session, ref);

	WARN_ON(delayed_work_pending(&x->expire));
	kfree(x);
}
static void session_put(struct session *x) { kref_put(&x->ref, session_free); }

static void session_arm(struct session *x)
{
#ifndef NO_REF
	kref_get(&x->ref);
#endif
	if (!queue_delayed_work(system_wq, &x->expire, HZ)) {
#ifndef NO_REF
		session_put(x);
#endif
	}
}

static void session_expire(struct work_struct *w)
{
	struct session *x = container_of(to_delayed_work(w), struct session, expire);

	spin_lock_bh(&x->lock);
	x->closed = true;
	spin_unlock_bh(&x->lock);
	cover("expired");
#ifndef NO_REF
	session_put(x);
#endif
}

static void setup(void)
{
	s = kzalloc(sizeof(*s), GFP_KERNEL);
	kref_init(&s->ref);		/* close's */
	kref_get(&s->ref);		/* traffic's */
	spin_lock_init(&s->lock);
	INIT_DELAYED_WORK(&s->expire, session_expire);
	session_arm(s);
}

static void traffic(void)
{
	spin_lock_bh(&s->lock);
#ifndef NO_CLOSED
	if (!s->closed)
#endif
	{
		s->extensions++;
		session_arm(s);
	}
	spin_unlock_bh(&s->lock);
	session_put(s);
}

static void close(void)
{
	spin_lock_bh(&s->lock);
	s->closed = true;
	spin_unlock_bh(&s->lock);
#if defined(NO_PUT) || defined(NO_REF)
	cancel_delayed_work_sync(&s->expire);
#elif defined(PUT_ALWAYS)
	cancel_delayed_work_sync(&s->expire);
	session_put(s);
#else
	if (cancel_delayed_work_sync(&s->expire)) {
		cover("cancelled");
		session_put(s);
	}
#endif
	session_put(s);
}

static void forget(void) { s = NULL; }

struct scenario extend_vs_close = {
	.init = setup, .threads = { traffic, close }, .exit = forget,
#if defined(NO_PUT)
	.expect = MEMORY_LEAK,
#elif defined(PUT_ALWAYS)
	.expect = USE_AFTER_FREE,
#endif
};
