#ifndef _LINUX_EXPORT_H
#define _LINUX_EXPORT_H

/* EXPORT_SYMBOL(name) and the like: no meaning here. */
#define EXPORT_SYMBOL(name) struct __q_export
#define EXPORT_SYMBOL_GPL(name) struct __q_export
#define EXPORT_SYMBOL_NS(name, ns) struct __q_export
#define EXPORT_SYMBOL_NS_GPL(name, ns) struct __q_export
#define EXPORT_IPV6_MOD(name) struct __q_export
#define EXPORT_IPV6_MOD_GPL(name) struct __q_export

#endif
