/* Network namespaces: init_net, and any that a model allocates and fills in. */
#ifndef __NET_NET_NAMESPACE_H
#define __NET_NET_NAMESPACE_H

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/list.h>
#include <linux/rculist.h>
#include <linux/refcount.h>
#include <linux/rwsem.h>

enum { __Q_NET_PARTS = 4 };

/* struct net: a namespace: count its references, dev_base_head its devices, gen what pernet_operations have put there. */
struct net {
	refcount_t passive;
	refcount_t count;
	struct list_head dev_base_head;
	struct list_head exit_list;
	unsigned int ifindex;
	void *gen[__Q_NET_PARTS];
};

/* possible_net_t: a reference to a namespace as a member. */
typedef struct {
	struct net *net;
} possible_net_t;

static struct net init_net __attribute__((unused)) = {
	.passive = REFCOUNT_INIT(1),
	.count = REFCOUNT_INIT(1),
	.dev_base_head = LIST_HEAD_INIT(init_net.dev_base_head),
	.exit_list = LIST_HEAD_INIT(init_net.exit_list),
};

/* read_pnet(p), write_pnet(p, net): the namespace in a possible_net_t. */
static inline struct net *read_pnet(const possible_net_t *pnet)
{
	return pnet->net;
}

static inline void write_pnet(possible_net_t *pnet, struct net *net)
{
	pnet->net = net;
}

/* net_eq(a, b): whether they are the same. */
static inline int net_eq(const struct net *net1, const struct net *net2)
{
	return net1 == net2;
}

/* get_net(net), put_net(net): takes and gives back a reference; the model says what follows the last. */
static inline struct net *get_net(struct net *net)
{
	refcount_inc(&net->count);
	return net;
}

/* maybe_get_net(net): takes a reference unless the last one is gone, then NULL. */
static inline struct net *maybe_get_net(struct net *net)
{
	return refcount_inc_not_zero(&net->count) ? net : NULL;
}

/* What a model wants done when the last reference to a namespace is gone, in any context: say, to queue a work. */
#ifndef cleanup_net
#define cleanup_net(net) ((void)0)
#endif

static inline void put_net(struct net *net)
{
	if (refcount_dec_and_test(&net->count))
		cleanup_net(net);
}

/* check_net(net): whether it has a reference left. */
static inline int check_net(const struct net *net)
{
	return refcount_read(&net->count) != 0;
}

/* for_each_net(net): init_net only. */
#define for_each_net(var) for ((var) = &init_net; (var); (var) = NULL)
#define for_each_net_rcu(var) for_each_net(var)

/* struct pernet_operations: what is called for a namespace when it begins and ends. */
struct pernet_operations {
	int (*init)(struct net *net);
	void (*pre_exit)(struct net *net);
	void (*exit)(struct net *net);
	void (*exit_batch)(struct list_head *net_exit_list);
	unsigned int *id;
	size_t size;
};

#include <net/netns/generic.h>

#endif
