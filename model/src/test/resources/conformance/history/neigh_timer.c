/* neighbour: neigh_timer re-arms itself; neigh_flush_dev must release the timer's reference exactly once */
#include <quiesce.h>
#include <linux/rwlock.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/atomic.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, USE_RET)

#define NUD_INCOMPLETE	0x01
#define NUD_REACHABLE	0x02
#define NUD_FAILED	0x20
#define NUD_IN_TIMER	(NUD_INCOMPLETE|NUD_REACHABLE)

struct neighbour { struct neighbour *next; rwlock_t lock; refcount_t refcnt; struct timer_list timer; atomic_t probes; u8 nud_state, type, dead; };
static struct neighbour *n;

#define neigh_hold(n)	refcount_inc(&(n)->refcnt)
static inline void neigh_release(struct neighbour *neigh)
{
	if (refcount_dec_and_test(&neigh->refcnt))
		kfree(neigh);
}

static void neigh_add_timer(struct neighbour *neigh, unsigned long when)
{
	neigh_hold(neigh);
	if (unlikely(mod_timer(&neigh->timer, when)))
		printk("NEIGH: BUG, double timer add, state is %x\n", neigh->nud_state);
}

static int neigh_del_timer(struct neighbour *neigh)
{
	if (neigh->nud_state & NUD_IN_TIMER) {
#ifdef USE_RET
		if (timer_delete(&neigh->timer)) {
			neigh_release(neigh);
			return 1;
		}
#else
		timer_delete(&neigh->timer);
		neigh_release(neigh);
		return 1;
#endif
	}
	return 0;
}

static void neigh_timer_handler(struct timer_list *t)
{
	struct neighbour *neigh = from_timer(neigh, t, timer);

	write_lock(&neigh->lock);
	if (!(neigh->nud_state & NUD_IN_TIMER))
		goto out;
	BUG_ON(neigh->dead);
	neigh->nud_state = NUD_FAILED;
	cover("failed");
	atomic_add(1, &neigh->probes);
out:
	write_unlock(&neigh->lock);
	neigh_release(neigh);
}

static void setup(void)
{
	n = kzalloc(sizeof(*n), GFP_ATOMIC);
	rwlock_init(&n->lock);
	timer_setup(&n->timer, neigh_timer_handler, 0);
	refcount_set(&n->refcnt, 1);
	n->nud_state = NUD_INCOMPLETE;
	neigh_add_timer(n, jiffies + 1);
}

static void flush(void)
{
	write_lock_bh(&n->lock);
	neigh_del_timer(n);
	n->dead = 1;
	n->nud_state = 0;
	write_unlock_bh(&n->lock);
	neigh_release(n);
}

struct scenario timer_ref = { .about = "timer_delete says whether the timer's reference is ours", .init = setup, .threads = { flush },
#ifndef USE_RET
	.expect = USE_AFTER_FREE,
#endif
};
