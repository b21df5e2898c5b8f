/* What a timer is. */
#ifndef _LINUX_TIMER_TYPES_H
#define _LINUX_TIMER_TYPES_H

#include <linux/types.h>

/* struct timer_list: a timer. Whether it is armed or its function runs is the checker's knowledge, not a field. */
struct timer_list {
	unsigned long expires;
	void (*function)(struct timer_list *timer);
	u32 flags;
};

#endif
