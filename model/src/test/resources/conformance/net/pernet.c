/* pernet_operations make room for each namespace and take it away again. */
#include <quiesce.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#pragma quiesce variant(readers_are_waited_for)
#pragma quiesce variant(reader_outside_rcu, OUTSIDE)

static unsigned int id;

struct part {
	int users;
};

static int begin(struct net *net)
{
	struct part *part = net_generic(net, id);

	part->users = 1;
	return 0;
}

static void before_exit(struct net *net)
{
	((struct part *)net_generic(net, id))->users = 0;
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
	part = net_generic(&init_net, id);
	if (part && READ_ONCE(part->users))
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
	.races = RACES_IGNORE,
#ifdef OUTSIDE
	.expect = USE_AFTER_FREE,
#endif
};
