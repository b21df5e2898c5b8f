#ifndef _LINUX_INIT_H
#define _LINUX_INIT_H

#include <linux/compiler.h>

/* __init, __exit and the like: no meaning here. */
#define __init
#define __initdata
#define __initconst
#define __exit
#define __exitdata
#define __net_init
#define __net_exit
#define __net_initdata

/* module_init(fn), module_exit(fn), …_initcall(fn): no meaning here: a scenario's init calls what is to run. */
#define module_init(fn) struct __q_module
#define module_exit(fn) struct __q_module
#define early_initcall(fn) struct __q_module
#define core_initcall(fn) struct __q_module
#define subsys_initcall(fn) struct __q_module
#define fs_initcall(fn) struct __q_module
#define device_initcall(fn) struct __q_module
#define late_initcall(fn) struct __q_module
#define pure_initcall(fn) struct __q_module

#endif
