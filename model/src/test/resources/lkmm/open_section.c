/* A section that its thread never leaves, because it stops at an error inside, holds up grace periods like any other. */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/srcu.h>

#pragma quiesce variant(rcu)
#pragma quiesce variant(srcu, DOMAIN)
#pragma quiesce variant(nobody_waits, NO_WAIT)
#pragma quiesce variant(too_early, EARLY)
#pragma quiesce variant(other_domain, DOMAIN, OTHER)

struct thing { int dead; };

static struct thing only;
static struct thing __rcu *shared = &only;
DEFINE_STATIC_SRCU(domain);
DEFINE_STATIC_SRCU(other);

static void reader(void)
{
	struct thing *t;
#ifdef DOMAIN
	int idx = srcu_read_lock(&domain);
#else
	rcu_read_lock();
#endif
	t = rcu_dereference_check(shared, true);
	if (t)
		BUG_ON(READ_ONCE(t->dead));
#ifdef DOMAIN
	srcu_read_unlock(&domain, idx);
#else
	rcu_read_unlock();
#endif
}

static void writer(void)
{
#ifdef EARLY
	WRITE_ONCE(only.dead, 1);
#endif
	WRITE_ONCE(shared, NULL);
#ifdef OTHER
	synchronize_srcu(&other);
#elif defined(DOMAIN)
	synchronize_srcu(&domain);
#elif !defined(NO_WAIT)
	synchronize_rcu();
#endif
	WRITE_ONCE(only.dead, 1);
}

struct scenario dies_after_a_grace_period = {
	.threads = { reader, writer },
	.memory = MEMORY_LKMM,
#if defined(NO_WAIT) || defined(EARLY) || defined(OTHER)
	.expect = ASSERTION,
#endif
};
