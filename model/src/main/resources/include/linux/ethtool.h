/* What ethtool asks a driver: the members that models of races have had. */
#ifndef _LINUX_ETHTOOL_H
#define _LINUX_ETHTOOL_H

#include <linux/types.h>

struct net_device;
struct ethtool_drvinfo;
struct ethtool_ringparam;
struct ethtool_channels;
struct ethtool_stats;

#define SPEED_UNKNOWN -1
#define SPEED_1000 1000
#define SPEED_10000 10000
#define DUPLEX_HALF 0
#define DUPLEX_FULL 1
#define DUPLEX_UNKNOWN 0xff

struct ethtool_ops {
	void (*get_drvinfo)(struct net_device *dev, struct ethtool_drvinfo *info);
	u32 (*get_link)(struct net_device *dev);
	int (*begin)(struct net_device *dev);
	void (*complete)(struct net_device *dev);
	void (*get_ethtool_stats)(struct net_device *dev, struct ethtool_stats *stats, u64 *data);
	void (*get_channels)(struct net_device *dev, struct ethtool_channels *channels);
	int (*set_channels)(struct net_device *dev, struct ethtool_channels *channels);
	int (*set_phys_id)(struct net_device *dev, int state);
};

#endif
