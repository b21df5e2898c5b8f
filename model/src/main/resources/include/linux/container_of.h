#ifndef _LINUX_CONTAINER_OF_H
#define _LINUX_CONTAINER_OF_H

#include <linux/stddef.h>

/* container_of(ptr, type, member): the object whose member ptr points to. */
#define container_of(ptr, type, member) ((type *)((char *)(ptr) - offsetof(type, member)))

/* container_of_const(ptr, type, member): the same. */
#define container_of_const(ptr, type, member) container_of(ptr, type, member)

/* typeof_member(type, member): the type of a member. */
#define typeof_member(type, member) typeof(((type *)0)->member)

#endif
