/* A callback that begins with waiting for readers does wait for them, after those that it was put off for. */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/srcu.h>

#pragma quiesce variant(waits)
#pragma quiesce variant(does_not_wait, HASTY)

DEFINE_STATIC_SRCU(domain);
static int called;

static void callback(void *unused)
{
#ifndef HASTY
	__q_synchronize();	/* synchronize_rcu() looks first whether it may sleep */
#endif
	WRITE_ONCE(called, 1);
}

static void reader(void)
{
	rcu_read_lock();
	__q_spawn(__Q_SPAWN_SLEEPABLE_CALLBACK, callback, &domain, &domain);	/* call_srcu() without what it forbids */
	BUG_ON(READ_ONCE(called));
	rcu_read_unlock();
}

static void was_called(void)
{
	BUG_ON(!called);
	cover("called");
}

struct scenario waits_when_it_begins = {
	.about = "a reader that is there when a callback begins to wait has left when it goes on",
	.threads = { reader },
	.exit = was_called,
#ifdef HASTY
	.expect = ASSERTION,
#endif
};
