/* Network devices: their references, their life from registration to the last reference, and who is told about it. */
#ifndef _LINUX_NETDEVICE_H
#define _LINUX_NETDEVICE_H

#include <linux/__q_features.h>
#include <linux/__q_rtnl.h>
#include <linux/bitops.h>
#include <linux/if_ether.h>
#include <linux/list.h>
#include <linux/notifier.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <net/net_namespace.h>

struct net_device;
struct netlink_ext_ack;
struct ethtool_ops;
struct header_ops;
struct ifreq;
struct macsec_ops;
struct netdev_bpf;
struct rtnl_link_ops;
struct rtnl_link_stats64;
struct tlsdev_ops;
struct xfrmdev_ops;
struct dcbnl_rtnl_ops;
enum tc_setup_type { __Q_TC_SETUP_NONE };

/* netdevice_tracker: which reference this is; a second netdev_put with it is REF_MISUSE. */
typedef struct {
	u8 __q_state;
} netdevice_tracker;

typedef enum rx_handler_result {
	RX_HANDLER_CONSUMED, RX_HANDLER_ANOTHER, RX_HANDLER_EXACT, RX_HANDLER_PASS
} rx_handler_result_t;
typedef rx_handler_result_t rx_handler_func_t(struct sk_buff **pskb);

/* struct net_device_ops: what a driver does. */
struct net_device_ops {
	int (*ndo_init)(struct net_device *dev);
	void (*ndo_uninit)(struct net_device *dev);
	int (*ndo_open)(struct net_device *dev);
	int (*ndo_stop)(struct net_device *dev);
	netdev_tx_t (*ndo_start_xmit)(struct sk_buff *skb, struct net_device *dev);
	netdev_features_t (*ndo_features_check)(struct sk_buff *skb, struct net_device *dev, netdev_features_t features);
	void (*ndo_change_rx_flags)(struct net_device *dev, int flags);
	void (*ndo_set_rx_mode)(struct net_device *dev);
	int (*ndo_set_mac_address)(struct net_device *dev, void *addr);
	int (*ndo_validate_addr)(struct net_device *dev);
	int (*ndo_do_ioctl)(struct net_device *dev, struct ifreq *ifr, int cmd);
	int (*ndo_change_mtu)(struct net_device *dev, int new_mtu);
	void (*ndo_tx_timeout)(struct net_device *dev, unsigned int txqueue);
	void (*ndo_get_stats64)(struct net_device *dev, struct rtnl_link_stats64 *storage);
	int (*ndo_vlan_rx_add_vid)(struct net_device *dev, __be16 proto, u16 vid);
	int (*ndo_vlan_rx_kill_vid)(struct net_device *dev, __be16 proto, u16 vid);
	int (*ndo_setup_tc)(struct net_device *dev, enum tc_setup_type type, void *type_data);
	int (*ndo_add_slave)(struct net_device *dev, struct net_device *slave_dev, struct netlink_ext_ack *extack);
	int (*ndo_del_slave)(struct net_device *dev, struct net_device *slave_dev);
	netdev_features_t (*ndo_fix_features)(struct net_device *dev, netdev_features_t features);
	int (*ndo_set_features)(struct net_device *dev, netdev_features_t features);
	int (*ndo_change_carrier)(struct net_device *dev, bool new_carrier);
	int (*ndo_get_iflink)(const struct net_device *dev);
	int (*ndo_bpf)(struct net_device *dev, struct netdev_bpf *bpf);
};

/* struct net_device_stats: what a driver counts, in dev->stats. */
struct net_device_stats {
	unsigned long rx_packets, tx_packets, rx_bytes, tx_bytes, rx_errors, tx_errors, rx_dropped, tx_dropped;
	unsigned long multicast, collisions, rx_length_errors, rx_over_errors, rx_crc_errors, rx_frame_errors;
	unsigned long rx_fifo_errors, rx_missed_errors, tx_aborted_errors, tx_carrier_errors, tx_fifo_errors;
	unsigned long tx_heartbeat_errors, tx_window_errors;
};

/*
 * struct net_device: a device. refcnt counts its references: 1 from allocation on, 1 more while it is registered, and those
 * of dev_hold. priv is what the driver asked for: netdev_priv.
 */
struct net_device {
	char name[IFNAMSIZ];
	unsigned long state;
	unsigned long __q_queue_state;
	struct list_head dev_list;
	struct list_head unreg_list;
	netdev_features_t features;
	netdev_features_t hw_features;
	netdev_features_t wanted_features;
	netdev_features_t hw_enc_features;
	netdev_features_t vlan_features;
	netdev_features_t gso_partial_features;
	const struct net_device_ops *netdev_ops;
	const struct ethtool_ops *ethtool_ops;
	const struct header_ops *header_ops;
	const struct xfrmdev_ops *xfrmdev_ops;
	const struct tlsdev_ops *tlsdev_ops;
	const struct macsec_ops *macsec_ops;
	const struct rtnl_link_ops *rtnl_link_ops;
	void (*priv_destructor)(struct net_device *dev);
	possible_net_t nd_net;
	struct net_device *__q_master;
	rx_handler_func_t __rcu *rx_handler;
	void __rcu *rx_handler_data;
	void __rcu *ip_ptr;
	void __rcu *ip6_ptr;
	void *ml_priv;
	int ifindex;
	unsigned int flags;
	unsigned long priv_flags;
	unsigned int mtu;
	unsigned int min_mtu;
	unsigned int max_mtu;
	struct net_device_stats stats;
	refcount_t refcnt;
	struct mutex lock;
	unsigned short type;
	unsigned short hard_header_len;
	unsigned short needed_headroom;
	unsigned short needed_tailroom;
	unsigned char addr_len;
	unsigned char dev_addr[ETH_ALEN];
	u8 reg_state;
	bool dismantle;
	bool needs_free_netdev;
	u8 priv[] __attribute__((aligned(8)));
};

/* DEV_STATS_INC(dev, member), DEV_STATS_ADD(dev, member, n), DEV_STATS_READ: atomic. */
#define DEV_STATS_ADD(dev, member, n) \
	((void)__q_rmw(&(dev)->stats.member, __Q_ADD, (unsigned long)(n), 0, __Q_NORETURN))
#define DEV_STATS_INC(dev, member) DEV_STATS_ADD(dev, member, 1)
#define DEV_STATS_READ(dev, member) READ_ONCE((dev)->stats.member)

#define to_net_dev(d) (d)
#define SET_NETDEV_DEV(net, pdev) ((void)(net), (void)(pdev))
#define SET_NETDEV_DEVTYPE(net, devtype) ((void)(net), (void)(devtype))

/* netdev_priv(dev): the driver's own part of the object. */
static inline void *netdev_priv(const struct net_device *dev)
{
	return (void *)dev->priv;
}

/* dev_net(dev), dev_net_set(dev, net): the namespace it is in. */
static inline struct net *dev_net(const struct net_device *dev)
{
	return read_pnet(&dev->nd_net);
}

#define dev_net_rcu(dev) dev_net(dev)

static inline void dev_net_set(struct net_device *dev, struct net *net)
{
	write_pnet(&dev->nd_net, net);
}

/* netdev_lock(dev), netdev_unlock(dev), and the _ops forms: the device's own mutex. Sleeps. */
#define netdev_lock(dev) mutex_lock(&(dev)->lock)
#define netdev_unlock(dev) mutex_unlock(&(dev)->lock)
#define netdev_lock_ops(dev) ((void)(dev))
#define netdev_unlock_ops(dev) ((void)(dev))
#define netdev_assert_locked(dev) lockdep_assert_held(&(dev)->lock)

/* netdev_name(dev): its name. */
static inline const char *netdev_name(const struct net_device *dev)
{
	return dev->name;
}


#include <linux/__q_netdev_state.h>
#include <linux/__q_netdev_refs.h>
#include <linux/__q_netdev_notify.h>
#include <linux/__q_netdev_life.h>
#include <linux/__q_netdev_links.h>
#include <linux/__q_netdev_xmit.h>
#include <linux/__q_napi.h>

#endif
