/* xfrm: the larval state's timer and delete: who drops the timer's reference */
#include <quiesce.h>
#include <linux/timer.h>
#include <linux/refcount.h>
#include <linux/spinlock.h>
#include <linux/slab.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, SYNC)

struct my_state { struct timer_list timer; refcount_t refcnt; spinlock_t lock; struct { u8 state; u8 dying; } km; };
enum { ACQ, VALID, DEAD };
static struct my_state *x;

static void put(struct my_state *s)
{
	if (refcount_dec_and_test(&s->refcnt)) {
#ifdef SYNC
		timer_delete_sync(&s->timer);
#else
		timer_delete(&s->timer);
#endif
		kfree(s);
	}
}

static void timer_handler(struct timer_list *t)
{
	struct my_state *s = timer_container_of(s, t, timer);

	spin_lock(&s->lock);
	if (s->km.state == DEAD)
		goto out;
	s->km.dying = 1;
	cover("expired");
out:
	spin_unlock(&s->lock);
}

static void setup(void)
{
	x = kzalloc(sizeof(*x), GFP_KERNEL);
	spin_lock_init(&x->lock);
	refcount_set(&x->refcnt, 1);
	timer_setup(&x->timer, timer_handler, 0);
	mod_timer(&x->timer, jiffies + HZ);
}

static void del(void)
{
	spin_lock_bh(&x->lock);
	x->km.state = DEAD;
	spin_unlock_bh(&x->lock);
	put(x);
}

struct scenario larval = { .init = setup, .threads = { del },
#ifndef SYNC
	.expect = USE_AFTER_FREE,
#endif
};
