/* Constants of IPsec; a model brings the structures that it is about. */
#ifndef _NET_XFRM_H
#define _NET_XFRM_H

#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/rculist.h>
#include <linux/refcount.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <net/dst.h>
#include <net/net_namespace.h>

struct xfrm_state;
struct xfrm_policy;
struct xfrm_sec_ctx;

enum {
	XFRM_STATE_VOID, XFRM_STATE_ACQ, XFRM_STATE_VALID, XFRM_STATE_ERROR, XFRM_STATE_EXPIRED, XFRM_STATE_DEAD
};

enum { XFRM_DEV_OFFLOAD_UNSPECIFIED, XFRM_DEV_OFFLOAD_CRYPTO, XFRM_DEV_OFFLOAD_PACKET };
enum { XFRM_DEV_OFFLOAD_IN = 1, XFRM_DEV_OFFLOAD_OUT, XFRM_DEV_OFFLOAD_FWD };
enum { XFRM_DEV_OFFLOAD_FLAG_ACQ = 1 };
enum { XFRM_POLICY_IN, XFRM_POLICY_OUT, XFRM_POLICY_FWD, XFRM_POLICY_MASK = 3, XFRM_POLICY_MAX = 3 };
enum { XFRM_POLICY_ALLOW, XFRM_POLICY_BLOCK };
enum { XFRM_POLICY_TYPE_MAIN, XFRM_POLICY_TYPE_SUB, XFRM_POLICY_TYPE_MAX, XFRM_POLICY_TYPE_ANY = 255 };
enum { XFRM_SA_DIR_IN = 1, XFRM_SA_DIR_OUT = 2 };

#define XFRM_MODE_TRANSPORT 0
#define XFRM_MODE_TUNNEL 1
#define XFRM_MODE_ROUTEOPTIMIZATION 2
#define XFRM_MODE_IN_TRIGGER 3
#define XFRM_MODE_BEET 4
#define XFRM_MODE_IPTFS 5
#define XFRM_MODE_MAX 6

#define XFRM_STATE_NOECN 1
#define XFRM_STATE_DECAP_DSCP 2
#define XFRM_STATE_NOPMTUDISC 4
#define XFRM_STATE_WILDRECV 8
#define XFRM_STATE_ICMP 16
#define XFRM_STATE_AF_UNSPEC 32
#define XFRM_STATE_ALIGN4 64
#define XFRM_STATE_ESN 128

#define XFRM_OFFLOAD_IPV6 1
#define XFRM_OFFLOAD_INBOUND 2
#define XFRM_OFFLOAD_PACKET 4

#define XFRM_MAX_DEPTH 6
#define XFRM_MAX_OFFLOAD_DEPTH 1
#define XFRM_ADD 1
#define XFRM_GRO 32
#define XFRM_XMIT 128

#define IPPROTO_ESP 50
#define IPPROTO_AH 51
#define IPPROTO_COMP 108
#define IPSEC_PROTO_ANY 255

#endif
