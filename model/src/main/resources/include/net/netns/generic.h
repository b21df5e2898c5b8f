/* What a part of the network code keeps for each namespace. */
#ifndef __NET_GENERIC_H__
#define __NET_GENERIC_H__

#include <linux/bug.h>
#include <linux/slab.h>
#include <linux/rcupdate.h>
#include <net/net_namespace.h>

static __attribute__((unused)) DECLARE_RWSEM(__q_pernet_ops_rwsem);
static unsigned int __q_pernet_ids __attribute__((unused));

/* net_generic(net, id): what ops->size of that id asked for. */
static inline void *net_generic(const struct net *net, unsigned int id)
{
	BUG_ON(!id || id > __Q_NET_PARTS);
	return READ_ONCE(net->gen[id - 1]);
}

/* register_pernet_subsys(ops): makes room in init_net and calls ops->init for it. Sleeps. */
static inline int register_pernet_subsys(struct pernet_operations *ops)
{
	int err = 0;

	down_write(&__q_pernet_ops_rwsem);
	if (ops->id) {
		void *part = kzalloc(ops->size, GFP_KERNEL);

		if (!part) {
			up_write(&__q_pernet_ops_rwsem);
			return -ENOMEM;
		}
		*ops->id = ++__q_pernet_ids;
		BUG_ON(*ops->id > __Q_NET_PARTS);
		WRITE_ONCE(init_net.gen[*ops->id - 1], part);
	}
	if (ops->init)
		err = ops->init(&init_net);
	up_write(&__q_pernet_ops_rwsem);
	return err;
}

/* unregister_pernet_subsys(ops): pre_exit, a grace period, exit and exit_batch for init_net, and frees its room. Sleeps. */
static inline void unregister_pernet_subsys(struct pernet_operations *ops)
{
	down_write(&__q_pernet_ops_rwsem);
	if (ops->pre_exit)
		ops->pre_exit(&init_net);
	synchronize_rcu();
	if (ops->exit)
		ops->exit(&init_net);
	if (ops->exit_batch) {
		LIST_HEAD(exiting);

		list_add(&init_net.exit_list, &exiting);
		ops->exit_batch(&exiting);
		list_del_init(&init_net.exit_list);
	}
	if (ops->id) {
		kfree(READ_ONCE(init_net.gen[*ops->id - 1]));
		WRITE_ONCE(init_net.gen[*ops->id - 1], NULL);
	}
	up_write(&__q_pernet_ops_rwsem);
}

#define register_pernet_device(ops) register_pernet_subsys(ops)
#define unregister_pernet_device(ops) unregister_pernet_subsys(ops)

#endif
