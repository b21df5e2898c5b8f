#ifndef _LINUX_MODULE_H
#define _LINUX_MODULE_H

#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/export.h>

/* MODULE_LICENSE(text) and the like: no meaning here. */
#define MODULE_LICENSE(text) struct __q_module
#define MODULE_AUTHOR(text) struct __q_module
#define MODULE_DESCRIPTION(text) struct __q_module
#define MODULE_VERSION(text) struct __q_module
#define MODULE_ALIAS(text) struct __q_module
#define MODULE_FIRMWARE(text) struct __q_module
#define MODULE_DEVICE_TABLE(type, name) struct __q_module
#define MODULE_PARM_DESC(name, text) struct __q_module
#define module_param(name, type, mode) struct __q_module

/* struct module, try_module_get(m), module_put(m): modules are never unloaded. */
struct module {
	u8 unused;
};
#define THIS_MODULE ((struct module *)0)
#define try_module_get(m) ((void)(m), true)
#define __module_get(m) ((void)(m))
#define module_put(m) ((void)(m))

#endif
