/* A reference that is taken under RCU is taken only if there is one left. */
#include <quiesce.h>
#include <linux/rcuref.h>
#include <linux/slab.h>

#pragma quiesce variant(right)
#pragma quiesce variant(broken, BROKEN)

struct route {
	rcuref_t ref;
	int mtu;
	struct rcu_head rcu;
};

static struct route __rcu *cache;

static void create(void)
{
	struct route *route = kzalloc(sizeof(*route), GFP_KERNEL);

	assume(route);
	rcuref_init(&route->ref, 1);
	rcu_assign_pointer(cache, route);
}

static void put(struct route *route)
{
	if (rcuref_put(&route->ref))
		kfree_rcu(route, rcu);
}

static void look_up(void)
{
	struct route *route;

	rcu_read_lock();
	route = rcu_dereference(cache);
#ifdef BROKEN
	if (route)
		atomic_inc(&route->ref.refcnt);
#else
	if (route && !rcuref_get(&route->ref))
		route = NULL;
#endif
	rcu_read_unlock();
	if (!route)
		return;
	WRITE_ONCE(route->mtu, 1500);
	put(route);
	cover("used");
}

static void drop(void)
{
	struct route *route = rcu_dereference_protected(cache, true);

	RCU_INIT_POINTER(cache, NULL);
	put(route);
}

struct scenario looked_up = {
	.about = "a route on its way out gives no more references",
	.init = create,
	.threads = { look_up, drop },
#ifdef BROKEN
	.expect = USE_AFTER_FREE,
#endif
};
