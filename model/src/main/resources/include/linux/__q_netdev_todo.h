/* Waiting for the last reference to a device: part of linux/netdevice.h. */
#include <linux/netdevice.h>

#ifndef LINUX___Q_NETDEV_TODO_H
#define LINUX___Q_NETDEV_TODO_H

static inline struct net_device *__q_todo_next(const struct net_device *dev)
{
	return (struct net_device *)__q_ghost_get(__Q_T_TODO, dev);
}

/* The first on the list of which only the first reference is left. */
static inline struct net_device *__q_todo_free(struct net_device *list)
{
	while (list && list->refcnt.refs.counter != 1)
		list = __q_todo_next(list);
	return list;
}

static inline int __q_todo_references(struct net_device *list)
{
	int sum = 0;

	for (; list; list = __q_todo_next(list))
		sum += list->refcnt.refs.counter;
	return sum;
}

static inline void __q_todo_rebroadcast(struct net_device *list)
{
	struct net_device *next = NULL;

	rtnl_lock();
	for (; list; list = next) {
		call_netdevice_notifiers(NETDEV_UNREGISTER, list);
		__q_hidden_step
			next = __q_todo_next(list);
	}
	__rtnl_unlock();
}

/*
 * netdev_wait_allrefs_any(list): waits until only the first reference to one of the devices is left. Meanwhile
 * NETDEV_UNREGISTER is told again: at any moment once, and whenever nothing else can move. When that has been in vain twice
 * the wait has no end: a DEADLOCK.
 */
static inline struct net_device *netdev_wait_allrefs_any(struct net_device *list)
{
	struct net_device *dev = NULL;
	bool any_moment = true;
	int in_vain = 0;
	int references = 0;

	__q_step {
		dev = __q_todo_free(list);
		if (!dev)
			__q_print("unregister_netdevice: waiting for %s to become free. Usage count = %d", list->name,
				  list->refcnt.refs.counter);
	}
	while (!dev) {
		__q_waiting_step {
			dev = __q_todo_free(list);
			if (!dev) {
				int now = __q_todo_references(list);
				bool idle = __q_is_idle();

				if (now != references)
					in_vain = 0;
				references = now;
				if (any_moment && __q_choose(0, 1))
					any_moment = false;
				else
					__q_guard(idle && in_vain < 2);
				in_vain += idle;
				__q_print("NETDEV_UNREGISTER of %s is told again", list->name);
			}
		}
		if (!dev) {
			__q_todo_rebroadcast(list);
			__q_hidden_step
				__q_print("waiting for %s to become free", list->name);
		}
	}
	return dev;
}

/* netdev_run_todo(): rtnl_unlock(), and waits for the devices that were unregistered under it; then frees them. Sleeps. */
static inline void netdev_run_todo(void)
{
	struct net_device *list = NULL;
	struct net_device *dev = NULL;
	struct net_device *next = NULL;

	__q_hidden_step {
		list = (struct net_device *)__q_ghost_get(__Q_T_TODO, &rtnl_mutex);
		__q_ghost_set(__Q_T_TODO, &rtnl_mutex, 0);
	}
	__rtnl_unlock();
	if (!list)
		return;
	rcu_barrier();
	__q_step {
		for (dev = list; dev; dev = __q_todo_next(dev))
			dev->reg_state = NETREG_UNREGISTERED;
	}
	while (list) {
		bool free_it = false;

		dev = netdev_wait_allrefs_any(list);
		__q_step {
			struct net_device *before = list;

			next = __q_todo_next(dev);
			while (before != dev && __q_todo_next(before) != dev)
				before = __q_todo_next(before);
			if (before == dev)
				list = next;
			else
				__q_ghost_set(__Q_T_TODO, before, (unsigned long)next);
			__q_ghost_set(__Q_T_TODO, dev, 0);
			dev->reg_state = NETREG_RELEASED;
			free_it = dev->needs_free_netdev;
		}
		if (dev->priv_destructor)
			dev->priv_destructor(dev);
		if (free_it)
			free_netdev(dev);
	}
}

#endif
