#ifndef _LINUX_MINMAX_H
#define _LINUX_MINMAX_H

/* min(a, b), max(a, b): the smaller and the larger; both are evaluated once. */
#define min(a, b) ({ \
	typeof(a) __q_min_a = (a); \
	typeof(b) __q_min_b = (b); \
	__q_min_a < __q_min_b ? __q_min_a : __q_min_b; \
})
#define max(a, b) ({ \
	typeof(a) __q_max_a = (a); \
	typeof(b) __q_max_b = (b); \
	__q_max_a > __q_max_b ? __q_max_a : __q_max_b; \
})

/* umin(a, b), umax, min3(a, b, c), max3: the same without signs, and of three. */
#define umin(a, b) min((unsigned long long)(a), (unsigned long long)(b))
#define umax(a, b) max((unsigned long long)(a), (unsigned long long)(b))
#define min3(a, b, c) min((typeof(a))min(a, b), c)
#define max3(a, b, c) max((typeof(a))max(a, b), c)

/* min_t(type, a, b), max_t(type, a, b): the same in that type. */
#define min_t(type, a, b) min((type)(a), (type)(b))
#define max_t(type, a, b) max((type)(a), (type)(b))
#define min_not_zero(a, b) ({ \
	typeof(a) __q_mnz_a = (a); \
	typeof(b) __q_mnz_b = (b); \
	__q_mnz_a == 0 ? __q_mnz_b : (__q_mnz_b == 0 || __q_mnz_a < __q_mnz_b) ? __q_mnz_a : __q_mnz_b; \
})

/* clamp(value, lo, hi): the value, or the limit that it exceeds. */
#define clamp(value, lo, hi) ({ \
	typeof(value) __q_clamp = (value); \
	typeof(value) __q_clamp_lo = (lo); \
	typeof(value) __q_clamp_hi = (hi); \
	__q_clamp < __q_clamp_lo ? __q_clamp_lo : __q_clamp > __q_clamp_hi ? __q_clamp_hi : __q_clamp; \
})
#define clamp_t(type, value, lo, hi) clamp((type)(value), (type)(lo), (type)(hi))
#define clamp_val(value, lo, hi) clamp(value, lo, hi)

/* swap(a, b): exchanges two variables, in plain steps. */
#define swap(a, b) do { \
	typeof(a) __q_swap = (a); \
	(a) = (b); \
	(b) = __q_swap; \
} while (0)

#endif
