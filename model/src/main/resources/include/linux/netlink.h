/* What a request by netlink is answered with besides an error: a message. */
#ifndef __LINUX_NETLINK_H
#define __LINUX_NETLINK_H

#include <linux/printk.h>
#include <net/rtnetlink.h>

struct nlattr;

/* struct netlink_ext_ack: the message, and what it is about. */
struct netlink_ext_ack {
	const char *_msg;
	const struct nlattr *bad_attr;
};

/* NL_SET_ERR_MSG(extack, msg), _MOD, _FMT, _ATTR, _WEAK: sets the message; extack may be NULL. */
#define NL_SET_ERR_MSG(extack, msg) do { \
	struct netlink_ext_ack *__q_extack = (extack); \
	if (__q_extack) \
		__q_extack->_msg = (msg); \
} while (0)
#define NL_SET_ERR_MSG_MOD(extack, msg) NL_SET_ERR_MSG((extack), msg)
#define NL_SET_ERR_MSG_FMT(extack, fmt, ...) do { \
	__q_print(fmt, ##__VA_ARGS__); \
	NL_SET_ERR_MSG((extack), fmt); \
} while (0)
#define NL_SET_ERR_MSG_FMT_MOD(extack, fmt, ...) NL_SET_ERR_MSG_FMT((extack), fmt, ##__VA_ARGS__)
#define NL_SET_BAD_ATTR(extack, attr) do { \
	struct netlink_ext_ack *__q_extack_of = (extack); \
	if (__q_extack_of) \
		__q_extack_of->bad_attr = (attr); \
} while (0)
#define NL_SET_ERR_MSG_ATTR(extack, attr, msg) do { \
	NL_SET_BAD_ATTR((extack), (attr)); \
	NL_SET_ERR_MSG((extack), msg); \
} while (0)
#define NL_SET_ERR_MSG_WEAK(extack, msg) do { \
	struct netlink_ext_ack *__q_extack_weak = (extack); \
	if (__q_extack_weak && !__q_extack_weak->_msg) \
		__q_extack_weak->_msg = (msg); \
} while (0)
#define NL_SET_ERR_MSG_WEAK_MOD(extack, msg) NL_SET_ERR_MSG_WEAK((extack), msg)

#endif
