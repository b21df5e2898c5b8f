/* pernet_operations make room for each namespace and take it away again. */
#include <quiesce.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#pragma quiesce variant(readers_are_waited_for)
#pragma quiesce variant(reader_outside_rcu, OUTSIDE)

static unsigned int id;
static struct part __rcu *shared;

struct part {
	int users;
};

static int begin(struct net *net)
{
	struct part *part = net_generic(net, id);

	part->users = 1;
	rcu_assign_pointer(shared, part);
	return 0;
}

static void before_exit(struct net *net)
{
	BUG_ON(net_generic(net, id) != rcu_access_pointer(shared));
	RCU_INIT_POINTER(shared, NULL);
}

static struct pernet_operations ops = { .init = begin, .pre_exit = before_exit, .id = &id, .size = sizeof(struct part) };

static void create(void)
{
	BUG_ON(register_pernet_subsys(&ops));
}

static void use(void)
{
	struct part *part;

#ifndef OUTSIDE
	rcu_read_lock();
#endif
	part = READ_ONCE(shared);
	if (part && part->users)
		cover("used");
#ifndef OUTSIDE
	rcu_read_unlock();
#endif
}

static void remove(void)
{
	unregister_pernet_subsys(&ops);
}

struct scenario pernet = {
	.about = "between pre_exit and exit there is a grace period",
	.init = create,
	.threads = { use, remove },
#ifdef OUTSIDE
	.expect = USE_AFTER_FREE,
#endif
};
