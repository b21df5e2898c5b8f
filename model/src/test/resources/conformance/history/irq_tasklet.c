/* A tasklet that was scheduled runs after its driver has gone, unless it is killed first. */
#include <quiesce.h>
#include <linux/interrupt.h>
#include <linux/slab.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, KILL)
struct priv { struct tasklet_struct t; int n; };
static struct priv *p;
static void fn(struct tasklet_struct *t) { struct priv *q = from_tasklet(q, t, t); q->n++; }
static void irq(void) { tasklet_schedule(&p->t); }
static void remove(void)
{
#ifdef KILL
	tasklet_kill(&p->t);
#endif
	cover("removed");
	kfree(p);
}
static void init(void) { p = kzalloc(sizeof *p, GFP_KERNEL); tasklet_setup(&p->t, fn); irq(); }
struct scenario s = { .init = init, .threads = { remove },
#ifndef KILL
	.expect = USE_AFTER_FREE,
#endif
};
