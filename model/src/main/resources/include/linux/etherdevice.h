/* Ethernet devices. */
#ifndef _LINUX_ETHERDEVICE_H
#define _LINUX_ETHERDEVICE_H

#include <linux/if_ether.h>
#include <linux/netdevice.h>

/* alloc_etherdev(sizeof_priv): alloc_netdev with the name eth%d and ether_setup. */
#define alloc_etherdev(sizeof_priv) alloc_netdev((sizeof_priv), "eth%d", NET_NAME_ENUM, ether_setup)
#define alloc_etherdev_mq(sizeof_priv, count) alloc_etherdev(sizeof_priv)
#define alloc_etherdev_mqs(sizeof_priv, txqs, rxqs) alloc_etherdev(sizeof_priv)

static inline bool ether_addr_equal(const u8 *addr1, const u8 *addr2)
{
	return !memcmp(addr1, addr2, ETH_ALEN);
}

static inline void ether_addr_copy(u8 *dst, const u8 *src)
{
	for (int i = 0; i < ETH_ALEN; i++)
		dst[i] = src[i];
}

static inline bool is_zero_ether_addr(const u8 *addr)
{
	return !(addr[0] | addr[1] | addr[2] | addr[3] | addr[4] | addr[5]);
}

static inline void eth_hw_addr_set(struct net_device *dev, const u8 *addr)
{
	ether_addr_copy(dev->dev_addr, addr);
}

static inline void eth_zero_addr(u8 *addr)
{
	for (int i = 0; i < ETH_ALEN; i++)
		addr[i] = 0;
}

static inline bool is_multicast_ether_addr(const u8 *addr)
{
	return addr[0] & 1;
}

static inline bool is_valid_ether_addr(const u8 *addr)
{
	return !is_multicast_ether_addr(addr) && !is_zero_ether_addr(addr);
}

#define ether_addr_equal_64bits(a, b) ether_addr_equal((a), (b))
#define eth_hw_addr_random(dev) ((void)((dev)->dev_addr[0] = 2))
#define eth_validate_addr NULL
#define eth_mac_addr NULL

#endif
