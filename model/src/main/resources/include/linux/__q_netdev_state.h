/* What state a device is in: part of linux/netdevice.h. */
#include <linux/netdevice.h>

#ifndef LINUX___Q_NETDEV_STATE_H
#define LINUX___Q_NETDEV_STATE_H

/* netif_running(dev): whether it is open. */
static inline bool netif_running(const struct net_device *dev)
{
	return test_bit(__LINK_STATE_START, &dev->state);
}

/* netif_carrier_ok(dev), netif_carrier_on(dev), netif_carrier_off(dev): whether there is a link; nobody is told. */
static inline bool netif_carrier_ok(const struct net_device *dev)
{
	return !test_bit(__LINK_STATE_NOCARRIER, &dev->state);
}

static inline void netif_carrier_on(struct net_device *dev)
{
	clear_bit(__LINK_STATE_NOCARRIER, &dev->state);
}

static inline void netif_carrier_off(struct net_device *dev)
{
	set_bit(__LINK_STATE_NOCARRIER, &dev->state);
}

/* netif_dormant(dev), netif_oper_up(dev): never, and whether there is a link. */
#define netif_dormant(dev) ((void)(dev), false)
#define netif_oper_up(dev) netif_carrier_ok(dev)

/* netif_device_present(dev), netif_device_detach(dev), netif_device_attach(dev): whether the driver lets it be used. */
static inline bool netif_device_present(const struct net_device *dev)
{
	return test_bit(__LINK_STATE_PRESENT, &dev->state);
}

/* netif_start_queue(dev), _stop_, _wake_, netif_queue_stopped(dev): whether the driver takes packets; all queues are one. */
static inline void netif_start_queue(struct net_device *dev)
{
	clear_bit(0, &dev->__q_queue_state);
}

static inline void netif_stop_queue(struct net_device *dev)
{
	set_bit(0, &dev->__q_queue_state);
}

static inline bool netif_queue_stopped(const struct net_device *dev)
{
	return test_bit(0, &dev->__q_queue_state);
}

#define netif_wake_queue(dev) netif_start_queue(dev)
#define netif_tx_start_all_queues(dev) netif_start_queue(dev)
#define netif_tx_wake_all_queues(dev) netif_start_queue(dev)
#define netif_tx_stop_all_queues(dev) netif_stop_queue(dev)
#define netif_tx_disable(dev) netif_stop_queue(dev)

static inline void netif_device_detach(struct net_device *dev)
{
	if (test_and_clear_bit(__LINK_STATE_PRESENT, &dev->state) && netif_running(dev))
		netif_stop_queue(dev);
}

static inline void netif_device_attach(struct net_device *dev)
{
	if (!test_and_set_bit(__LINK_STATE_PRESENT, &dev->state) && netif_running(dev))
		netif_wake_queue(dev);
}

/* netif_is_bond_master(dev) and its like: as its flags say. */
#define netif_is_bond_master(dev) (((dev)->flags & IFF_MASTER) && ((dev)->priv_flags & IFF_BONDING))
#define netif_is_bond_slave(dev) (((dev)->flags & IFF_SLAVE) && ((dev)->priv_flags & IFF_BONDING))
#define netif_is_bridge_master(dev) (((dev)->priv_flags & IFF_EBRIDGE) != 0)
#define netif_is_bridge_port(dev) (((dev)->priv_flags & IFF_BRIDGE_PORT) != 0)
#define netif_is_team_master(dev) (((dev)->priv_flags & IFF_TEAM) != 0)
#define netif_is_macvlan(dev) (((dev)->priv_flags & IFF_MACVLAN) != 0)
#define netif_is_macsec(dev) (((dev)->priv_flags & IFF_MACSEC) != 0)
#define is_vlan_dev(dev) (((dev)->priv_flags & IFF_802_1Q_VLAN) != 0)

#endif
