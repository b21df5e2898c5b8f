/* References to devices, and finding them: part of linux/netdevice.h. */
#include <linux/netdevice.h>

#ifndef LINUX___Q_NETDEV_REFS_H
#define LINUX___Q_NETDEV_REFS_H

enum { __Q_TRACKER_TAKEN = 1, __Q_TRACKER_RELEASED = 2 };

static inline void __q_dev_take(struct net_device *dev, netdevice_tracker *tracker)
{
	if (dev->refcnt.refs.counter <= 0)
		__q_report(REF_MISUSE, "takes a reference to a device that has none left", &dev->refcnt);
	dev->refcnt.refs.counter++;
	if (tracker)
		tracker->__q_state = __Q_TRACKER_TAKEN;
}

static inline void __q_dev_give_back(struct net_device *dev, netdevice_tracker *tracker)
{
	if (tracker && tracker->__q_state == __Q_TRACKER_RELEASED)
		__q_report(REF_MISUSE, "gives back a reference to a device that it has given back already", &dev->refcnt);
	if (tracker)
		tracker->__q_state = __Q_TRACKER_RELEASED;
	if (dev->refcnt.refs.counter <= 1)
		__q_report(REF_MISUSE, "gives back a reference to a device that nobody has", &dev->refcnt);
	/* As refcount_dec(): whoever waits for the last reference may free what the holders of the others have used. */
	smp_store_release(&dev->refcnt.refs.counter, dev->refcnt.refs.counter - 1);
}

/* dev_hold(dev), dev_put(dev): takes and gives back a reference; REF_MISUSE if there is none. NULL is fine. */
static inline void dev_hold(struct net_device *dev)
{
	if (dev)
		__q_step
			__q_dev_take(dev, NULL);
}

static inline void dev_put(struct net_device *dev)
{
	if (dev)
		__q_step
			__q_dev_give_back(dev, NULL);
}

#define __dev_hold(dev) dev_hold(dev)
#define __dev_put(dev) dev_put(dev)

/* A tracker is made where the kernel is built to have them, and making one sleeps if it may. */
static inline void __q_dev_track(netdevice_tracker *tracker, gfp_t gfp)
{
	if (tracker && gfp & __GFP_DIRECT_RECLAIM)
		__q_might_sleep("netdev_tracker_alloc");
}

/* netdev_hold(dev, tracker, gfp), netdev_put(dev, tracker): the same; the tracker may be NULL. Sleeps if it and gfp let it. */
static inline void netdev_hold(struct net_device *dev, netdevice_tracker *tracker, gfp_t gfp)
{
	if (!dev)
		return;
	__q_dev_track(tracker, gfp);
	__q_step
		__q_dev_take(dev, tracker);
}

static inline void netdev_put(struct net_device *dev, netdevice_tracker *tracker)
{
	if (dev)
		__q_step
			__q_dev_give_back(dev, tracker);
}

/* netdev_tracker_alloc(dev, tracker, gfp): makes the tracker stand for a reference that is there already. */
static inline void netdev_tracker_alloc(struct net_device *dev, netdevice_tracker *tracker, gfp_t gfp)
{
	__q_dev_track(tracker, gfp);
	__q_step
		tracker->__q_state = __Q_TRACKER_TAKEN;
}

/* netdev_tracker_free(dev, tracker): the reference stays, the tracker no longer stands for it. */
static inline void netdev_tracker_free(struct net_device *dev, netdevice_tracker *tracker)
{
	__q_step {
		if (tracker->__q_state == __Q_TRACKER_RELEASED)
			__q_report(REF_MISUSE, "frees a tracker that is free already", &dev->refcnt);
		tracker->__q_state = __Q_TRACKER_RELEASED;
	}
}

/* netdev_ref_replace(odev, ndev, tracker, gfp): gives back one and takes the other. */
static inline void netdev_ref_replace(struct net_device *odev, struct net_device *ndev, netdevice_tracker *tracker,
				      gfp_t gfp)
{
	if (odev)
		netdev_tracker_free(odev, tracker);
	dev_hold(ndev);
	dev_put(odev);
	if (ndev)
		netdev_tracker_alloc(ndev, tracker, gfp);
}

/* netdev_refcnt_read(dev): how many references there are: 1 when all but the first one are gone. */
static inline int netdev_refcnt_read(const struct net_device *dev)
{
	return refcount_read(&dev->refcnt);
}

/* for_each_netdev(net, dev), _rcu, _safe: the registered devices of a namespace. */
#define for_each_netdev(net, d) list_for_each_entry(d, &(net)->dev_base_head, dev_list)
#define for_each_netdev_safe(net, d, n) list_for_each_entry_safe(d, n, &(net)->dev_base_head, dev_list)
#define for_each_netdev_rcu(net, d) list_for_each_entry_rcu(d, &(net)->dev_base_head, dev_list)

/* Inside a step: the device with that index, or with that name if it is not NULL. */
static inline struct net_device *__q_dev_find(struct net *net, int ifindex, const char *name)
{
	struct list_head *at = net->dev_base_head.next;

	while (at != &net->dev_base_head) {
		struct net_device *dev = list_entry(at, struct net_device, dev_list);

		if (name ? !strcmp(dev->name, name) : dev->ifindex == ifindex)
			return dev;
		at = at->next;
	}
	return NULL;
}

static inline struct net_device *__q_dev_get(struct net *net, int ifindex, const char *name, bool hold)
{
	struct net_device *dev = NULL;

	__q_step {
		dev = __q_dev_find(net, ifindex, name);
		if (dev && hold)
			__q_dev_take(dev, NULL);
	}
	return dev;
}

/* __dev_get_by_index(net, ifindex), __dev_get_by_name(net, name): without a reference, by who holds RTNL; one step. */
static inline struct net_device *__dev_get_by_index(struct net *net, int ifindex)
{
	return __q_dev_get(net, ifindex, NULL, false);
}

static inline struct net_device *__dev_get_by_name(struct net *net, const char *name)
{
	return __q_dev_get(net, 0, name, false);
}

/* dev_get_by_index_rcu(net, ifindex), dev_get_by_name_rcu(net, name): without a reference, inside RCU; one step. */
static inline struct net_device *dev_get_by_index_rcu(struct net *net, int ifindex)
{
	if (!rcu_read_lock_held())
		__q_report(RCU_MISUSE, "dev_get_by_index_rcu() outside a read-side section", net);
	return __q_dev_get(net, ifindex, NULL, false);
}

static inline struct net_device *dev_get_by_name_rcu(struct net *net, const char *name)
{
	if (!rcu_read_lock_held())
		__q_report(RCU_MISUSE, "dev_get_by_name_rcu() outside a read-side section", net);
	return __q_dev_get(net, 0, name, false);
}

/* dev_get_by_index(net, ifindex), dev_get_by_name(net, name): with a reference for the caller, or NULL; one step. */
static inline struct net_device *dev_get_by_index(struct net *net, int ifindex)
{
	return __q_dev_get(net, ifindex, NULL, true);
}

static inline struct net_device *dev_get_by_name(struct net *net, const char *name)
{
	return __q_dev_get(net, 0, name, true);
}

/* netdev_get_by_index(net, ifindex, tracker, gfp), netdev_get_by_name: the same with a tracker. */
static inline struct net_device *netdev_get_by_index(struct net *net, int ifindex, netdevice_tracker *tracker, gfp_t gfp)
{
	struct net_device *dev = dev_get_by_index(net, ifindex);

	if (dev)
		netdev_tracker_alloc(dev, tracker, gfp);
	return dev;
}

static inline struct net_device *netdev_get_by_name(struct net *net, const char *name, netdevice_tracker *tracker, gfp_t gfp)
{
	struct net_device *dev = dev_get_by_name(net, name);

	if (dev)
		netdev_tracker_alloc(dev, tracker, gfp);
	return dev;
}

#endif
