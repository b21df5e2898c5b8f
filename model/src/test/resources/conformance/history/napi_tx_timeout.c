/* netdev teardown: tx_timeout work queued by the watchdog timer while the driver is removed */
#include <quiesce.h>
#include <linux/etherdevice.h>
#include <linux/netdevice.h>
#include <linux/timer.h>
#include <linux/workqueue.h>
#include <linux/rtnetlink.h>

#pragma quiesce variant(buggy, CANCEL_BEFORE_UNREGISTER)
#pragma quiesce variant(deadlock, CANCEL_UNDER_RTNL)
#pragma quiesce variant(fixed)

struct adapter {
	struct net_device *netdev;
	struct work_struct reset_task;
	struct timer_list watchdog_timer;
	unsigned long state;
	int resets;
};
static struct net_device *ndev;

enum { __ADAPTER_DOWN, __ADAPTER_RESETTING };

static void reset_task(struct work_struct *work)
{
	struct adapter *adapter = container_of(work, struct adapter, reset_task);

	rtnl_lock();
	if (test_bit(__ADAPTER_DOWN, &adapter->state)) {
		rtnl_unlock();
		return;
	}
	adapter->resets++;
	cover("reset");
	rtnl_unlock();
}

static void tx_timeout(struct net_device *netdev, unsigned int __always_unused txqueue)
{
	struct adapter *adapter = netdev_priv(netdev);

	schedule_work(&adapter->reset_task);
}

static void watchdog(struct timer_list *t)
{
	struct adapter *adapter = from_timer(adapter, t, watchdog_timer);
	struct net_device *netdev = adapter->netdev;

	if (netif_carrier_ok(netdev) && netdev->netdev_ops->ndo_tx_timeout)
		netdev->netdev_ops->ndo_tx_timeout(netdev, 0);
}

static int adapter_open(struct net_device *netdev)
{
	struct adapter *adapter = netdev_priv(netdev);

	netif_carrier_on(netdev);
	mod_timer(&adapter->watchdog_timer, jiffies + 1);
	return 0;
}

static int adapter_stop(struct net_device *netdev)
{
	struct adapter *adapter = netdev_priv(netdev);

	set_bit(__ADAPTER_DOWN, &adapter->state);
	netif_carrier_off(netdev);
	timer_delete_sync(&adapter->watchdog_timer);
#ifdef CANCEL_UNDER_RTNL
	cancel_work_sync(&adapter->reset_task);
#endif
	return 0;
}

static const struct net_device_ops adapter_ops = {
	.ndo_open	= adapter_open,
	.ndo_stop	= adapter_stop,
	.ndo_tx_timeout	= tx_timeout,
};

static void probe(void)
{
	struct adapter *adapter;

	ndev = alloc_etherdev(sizeof(struct adapter));
	assume(ndev);
	adapter = netdev_priv(ndev);
	adapter->netdev = ndev;
	ndev->netdev_ops = &adapter_ops;
	INIT_WORK(&adapter->reset_task, reset_task);
	timer_setup(&adapter->watchdog_timer, watchdog, 0);
	BUG_ON(register_netdev(ndev));
	rtnl_lock();
	BUG_ON(dev_open(ndev, NULL));
	rtnl_unlock();
}

static void remove(void)
{
	struct adapter *adapter = netdev_priv(ndev);

#ifdef CANCEL_BEFORE_UNREGISTER
	cancel_work_sync(&adapter->reset_task);
	unregister_netdev(ndev);
#elif defined(CANCEL_UNDER_RTNL)
	unregister_netdev(ndev);
#else
	unregister_netdev(ndev);
	cancel_work_sync(&adapter->reset_task);
#endif
	free_netdev(ndev);
}

struct scenario timeout_vs_remove = {
	.init = probe, .threads = { remove },
#ifdef CANCEL_BEFORE_UNREGISTER
	.expect = USE_AFTER_FREE,
#elif defined(CANCEL_UNDER_RTNL)
	.expect = DEADLOCK,
#endif
};
