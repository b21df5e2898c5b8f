/* The last put_net cleans a namespace up; maybe_get_net does not bring it back to life, get_net is an error then. */
#include <quiesce.h>

static void cleanup(void *net);
#define cleanup_net(net) cleanup(net)
#include <linux/slab.h>
#include <net/net_namespace.h>

#pragma quiesce variant(maybe)
#pragma quiesce variant(always, ALWAYS)

static struct net *net;
static bool cleaned;

static void cleanup(void *n)
{
	BUG_ON(check_net(n));
	cleaned = true;
}

static void create(void)
{
	net = kzalloc(sizeof(*net), GFP_KERNEL);
	refcount_set(&net->count, 1);
	BUG_ON(net_eq(net, &init_net));
}

static void use(void)
{
#ifdef ALWAYS
	put_net(get_net(net));
#else
	if (maybe_get_net(net)) {
		BUG_ON(cleaned);
		put_net(net);
		cover("alive");
	} else {
		cover("dead");
	}
#endif
}

static void put(void)
{
	put_net(net);
}

static void freed(void)
{
	BUG_ON(!cleaned);
	kfree(net);
	net = NULL;
}

struct scenario namespace = {
	.about = "who has no reference to a namespace asks whether it is alive",
	.init = create,
	.threads = { use, put },
	.exit = freed,
#ifdef ALWAYS
	.expect = REF_MISUSE,
#endif
};
