/* What the lowering makes of what models are made of: read the golden file beside this. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/list.h>
#include <linux/rcupdate.h>

struct flow {
	struct list_head list;
	u8 dir : 2, type : 3;
	bool dead;
	int (*stop)(struct flow *flow);
	u32 seen[4];
	struct rcu_head rcu;
};

static LIST_HEAD(flows);
static DEFINE_SPINLOCK(lock);
static struct flow *current;
static int counter;

static int stop(struct flow *flow)
{
	if (!flow || READ_ONCE(flow->dead))
		return -EINVAL;
	flow->type = 5;
	flow->seen[counter & 7]++;
	return flow->dir ?: 1;
}

static void add(void)
{
	struct flow *f = kzalloc(sizeof(*f), GFP_ATOMIC), *old;

	f->stop = stop;
	spin_lock(&lock);
	list_add_tail(&f->list, &flows);
	old = current;
	rcu_assign_pointer(current, f);
	spin_unlock(&lock);
	if (old && old->stop(old) > 0)
		kfree_rcu(old, rcu);
}

static void walk(void)
{
	struct flow *f;
	int n = choose(1, 2, -3);

	list_for_each_entry(f, &flows, list) {
		if (f->dead)
			continue;
		if (n-- == 0)
			break;
	}
	ghost {
		if (counter)
			return;
		observe("n", n);
	}
	await_then(counter > 0)
		counter = data_race(counter) - 1;
	switch (n) {
	case -3 ... -1:
		counter += 2;
		break;
	case 7:
		cover("seven");
		/* fall through */
	default:
		BUG_ON(counter == 3);
	}
}

struct scenario lowering = { .threads = { add, walk, NULL, add }, .expect = NULL_DEREF, .races = RACES_IGNORE };
