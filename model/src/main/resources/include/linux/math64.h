/* Divisions of 64 bits: plain ones here. */
#ifndef _LINUX_MATH64_H
#define _LINUX_MATH64_H

#include <linux/kernel.h>

/* div_u64(dividend, divisor), div64_u64, div_s64, div64_s64: the quotient. */
#define div_u64(dividend, divisor) ((u64)(dividend) / (u32)(divisor))
#define div64_u64(dividend, divisor) ((u64)(dividend) / (u64)(divisor))
#define div_s64(dividend, divisor) ((s64)(dividend) / (s32)(divisor))
#define div64_s64(dividend, divisor) ((s64)(dividend) / (s64)(divisor))
#define div64_ul(dividend, divisor) ((u64)(dividend) / (unsigned long)(divisor))

/* do_div(n, base): divides the variable n; answers the remainder. */
#define do_div(n, base) ({ \
	u32 __q_base = (base); \
	u32 __q_rest = (u64)(n) % __q_base; \
	(n) = (u64)(n) / __q_base; \
	__q_rest; \
})

/* mul_u64_u32_shr(a, mul, shift): a * mul >> shift, if the product has 64 bits. */
#define mul_u64_u32_shr(a, mul, shift) ((u64)(a) * (u32)(mul) >> (shift))

#endif
