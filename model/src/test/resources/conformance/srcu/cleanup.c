/* A domain is cleaned up when nobody is inside it any more and every callback of it has run. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/srcu.h>

#pragma quiesce variant(waits)
#pragma quiesce variant(does_not, BROKEN)

struct table {
	struct srcu_struct srcu;
	struct rcu_head rcu;
	int entries;
};

static struct table *table;
static bool closed;
static DEFINE_SRCU(users);

static void read_one(void)
{
	int idx = srcu_read_lock(&users);

	if (!READ_ONCE(closed))
		cover("read before");
	srcu_read_unlock(&users, idx);
}

static void close_users(void)
{
	WRITE_ONCE(closed, true);
}

#ifdef BROKEN
static void close_and_clean_up(void)
{
	await(READ_ONCE(closed));
	cleanup_srcu_struct(&users);
}
#endif

static void in_the_end(void)
{
	cleanup_srcu_struct(&users);
	cover("cleaned up");
}

struct scenario reader_inside = {
	.about = "a reader may be inside when the domain is cleaned up",
#ifdef BROKEN
	.threads = { read_one, close_users, close_and_clean_up },
	.expect = ASSERTION,
#else
	.threads = { read_one, close_users },
#endif
	.exit = in_the_end,
};

static void glance(void)
{
	int idx = srcu_read_lock(&users);

	srcu_read_unlock(&users, idx);
}

#ifdef BROKEN
static void clean_up(void)
{
	cleanup_srcu_struct(&users);
}
#endif

struct scenario reader_of_nothing = {
	.about = "a reader may be inside although it looks at nothing",
#ifdef BROKEN
	.threads = { glance, clean_up },
	.expect = ASSERTION,
#else
	.threads = { glance },
#endif
	.exit = in_the_end,
};

static void create(void)
{
	table = kzalloc(sizeof(*table), GFP_KERNEL);
	assume(table);
	init_srcu_struct(&table->srcu);
}

static void ran(struct rcu_head *head)
{
	container_of(head, struct table, rcu)->entries--;
}

static void destroy(void)
{
	table->entries++;
	call_srcu(&table->srcu, &table->rcu, ran);
#ifndef BROKEN
	srcu_barrier(&table->srcu);
#endif
	cleanup_srcu_struct(&table->srcu);
	kfree(table);
	cover("destroyed");
}

struct scenario callback_pending = {
	.about = "a callback may not have run when the domain is cleaned up",
	.init = create,
	.threads = { destroy },
#ifdef BROKEN
	.expect = ASSERTION,
#endif
};
