#ifndef _LINUX_RANDOM_H
#define _LINUX_RANDOM_H

#include <linux/types.h>
#include <quiesce.h>

/* get_random_u32_below(ceil): any value below ceil; every one of them is explored. */
static inline u32 get_random_u32_below(u32 ceil)
{
	return choose_range(0U, ceil - 1);
}

/* get_random_u32_inclusive(floor, ceil): any value from floor to ceil; every one of them is explored. */
static inline u32 get_random_u32_inclusive(u32 floor, u32 ceil)
{
	return choose_range(floor, ceil);
}

#endif
