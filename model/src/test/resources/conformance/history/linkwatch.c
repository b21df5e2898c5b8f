/* linkwatch: events hold the device; urgent list; unregister must forget the device */
#include <quiesce.h>
#include <linux/netdevice.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>
#include <linux/bitops.h>

#pragma quiesce variant(buggy, NO_HOLD)
#pragma quiesce variant(leaked, NEVER_FORGET)
#pragma quiesce variant(fixed)

struct lw { struct list_head link; unsigned long pending; struct net_device *dev; netdevice_tracker linkwatch_dev_tracker; };
static LIST_HEAD(lweventlist);
static DEFINE_SPINLOCK(lweventlist_lock);
static struct net_device *dev;
static struct lw lw;

static void linkwatch_do_dev(struct lw *w)
{
	cover("told");
	clear_bit(0, &w->pending);
	if (w->dev->flags & IFF_UP)
		pr_debug("%s: up\n", w->dev->name);
#ifndef NO_HOLD
	dev_put(w->dev);
#endif
}

static void linkwatch_event(struct work_struct *dummy);
static DECLARE_DELAYED_WORK(linkwatch_work, linkwatch_event);

static void __linkwatch_run_queue(void)
{
	struct lw *w;
	LIST_HEAD(wrk);

	spin_lock_irq(&lweventlist_lock);
	list_splice_init(&lweventlist, &wrk);
	while (!list_empty(&wrk)) {
		w = list_first_entry(&wrk, struct lw, link);
		list_del_init(&w->link);
#ifndef NO_HOLD
		/* the next event takes a reference of its own, with this tracker */
		netdev_tracker_free(w->dev, &w->linkwatch_dev_tracker);
#endif
		spin_unlock_irq(&lweventlist_lock);
		linkwatch_do_dev(w);
		spin_lock_irq(&lweventlist_lock);
	}
	spin_unlock_irq(&lweventlist_lock);
}

static void linkwatch_event(struct work_struct *dummy)
{
	rtnl_lock();
	__linkwatch_run_queue();
	rtnl_unlock();
}

static void linkwatch_fire_event(void)
{
	unsigned long flags;

	if (!test_and_set_bit(0, &lw.pending)) {
		spin_lock_irqsave(&lweventlist_lock, flags);
		if (list_empty(&lw.link)) {
			list_add_tail(&lw.link, &lweventlist);
#ifndef NO_HOLD
			netdev_hold(lw.dev, &lw.linkwatch_dev_tracker, GFP_ATOMIC);
#endif
		}
		spin_unlock_irqrestore(&lweventlist_lock, flags);
#ifndef NEVER_FORGET
		schedule_delayed_work(&linkwatch_work, 0);
#endif
	}
}

static void irq(void)
{
	struct net_device *d;

	rcu_read_lock();
	d = dev_get_by_name_rcu(&init_net, "eth0");
	if (d)
		linkwatch_fire_event();
	rcu_read_unlock();
}

static void rmmod(void)
{
	unregister_netdev(dev);
	free_netdev(dev);
}

static void init(void)
{
	dev = alloc_netdev(0, "eth0", NET_NAME_UNKNOWN, ether_setup);
	lw.dev = dev;
	INIT_LIST_HEAD(&lw.link);
	BUG_ON(register_netdev(dev));
}

struct scenario event_vs_unregister = {
	.init = init, .softirqs = { irq, irq }, .threads = { rmmod },
#ifdef NO_HOLD
	.expect = USE_AFTER_FREE,
#elif defined(NEVER_FORGET)
	.expect = DEADLOCK,
#endif
};
