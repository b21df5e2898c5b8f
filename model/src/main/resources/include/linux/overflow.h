/* Arithmetic that tells when it does not fit. */
#ifndef _LINUX_OVERFLOW_H
#define _LINUX_OVERFLOW_H

#include <linux/kernel.h>
#include <linux/slab.h>

/* What is put there is the result cut to the type of *result, which is that of a and b too. */
#define __q_is_signed(type) ((type)-1 < (type)1)
#define __q_check_overflow(a, b, result, wrapped, overflows) ({ \
	typeof(*(result)) __q_ov_a = (a); \
	typeof(*(result)) __q_ov_b = (b); \
	typeof(*(result)) __q_ov = (typeof(*(result)))(wrapped); \
	*(result) = __q_ov; \
	(bool)(overflows); \
})

/* check_add_overflow(a, b, &result), _sub_, _mul_: the result is stored, wrapped; answers whether it had to be. */
#define check_add_overflow(a, b, result) __q_check_overflow(a, b, result, \
	(unsigned long)__q_ov_a + (unsigned long)__q_ov_b, \
	__q_is_signed(typeof(*(result))) ? (__q_ov_b < 0 ? __q_ov > __q_ov_a : __q_ov < __q_ov_a) : __q_ov < __q_ov_a)
#define check_sub_overflow(a, b, result) __q_check_overflow(a, b, result, \
	(unsigned long)__q_ov_a - (unsigned long)__q_ov_b, \
	__q_is_signed(typeof(*(result))) ? (__q_ov_b < 0 ? __q_ov < __q_ov_a : __q_ov > __q_ov_a) : __q_ov > __q_ov_a)
#define check_mul_overflow(a, b, result) __q_check_overflow(a, b, result, \
	(unsigned long)__q_ov_a * (unsigned long)__q_ov_b, \
	__q_ov_a != 0 && (__q_ov_a == (typeof(*(result)))-1 && __q_is_signed(typeof(*(result))) \
		? __q_ov_b != 0 && (__q_ov < 0) == (__q_ov_b < 0) : __q_ov / __q_ov_a != __q_ov_b))

#endif
