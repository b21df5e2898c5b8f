#ifndef _LINUX_LOG2_H
#define _LINUX_LOG2_H

#include <linux/bitops.h>

/* ilog2(n): the number of the highest bit that is set; n is not 0. */
#define ilog2(n) (fls64(n) - 1)

/* is_power_of_2(n): whether exactly one bit is set. */
static inline bool is_power_of_2(unsigned long n)
{
	return n != 0 && (n & (n - 1)) == 0;
}

/* roundup_pow_of_two(n), rounddown_pow_of_two(n): the next power of 2, n itself if it is one. */
#define roundup_pow_of_two(n) ((n) == 1 ? 1UL : 1UL << fls64((n) - 1))
#define rounddown_pow_of_two(n) (1UL << ilog2(n))

/* order_base_2(n): the logarithm of roundup_pow_of_two(n). */
#define order_base_2(n) ((n) > 1 ? ilog2((n) - 1) + 1 : 0)

#endif
