/* What a work item is. */
#ifndef _LINUX_WORKQUEUE_TYPES_H
#define _LINUX_WORKQUEUE_TYPES_H

#include <linux/types.h>

struct workqueue_struct;
struct work_struct;
typedef void (*work_func_t)(struct work_struct *work);

/* struct work_struct: a work item. Whether it is queued or runs is the checker's knowledge, not a field. */
struct work_struct {
	work_func_t func;
};

#endif
