#include <quiesce.h>
#include <linux/spinlock.h>

struct counter { int n; spinlock_t lock; };
static struct counter total = { .lock = __SPIN_LOCK_UNLOCKED(total.lock) };

static void add(struct counter *c, int by)
{
	c->n += by;
}

static void add_locked(struct counter *c, int by)
{
	spin_lock(&c->lock);
	add(c, by);
	spin_unlock(&c->lock);
}

static void everything(void)
{
	add(&total, 1);
	add_locked(&total, 1);
}

struct scenario alone = { .threads = { everything } };
