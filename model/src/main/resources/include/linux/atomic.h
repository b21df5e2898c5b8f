#ifndef _LINUX_ATOMIC_H
#define _LINUX_ATOMIC_H

#include <quiesce.h>

/* ATOMIC_INIT(n): an initialiser. */
#define ATOMIC_INIT(n) { (n) }
#define ATOMIC64_INIT(n) { (n) }
#define ATOMIC_LONG_INIT(n) { (n) }

/*
 * What belongs to every counter. P is the prefix, T its type, C that of the value. Names ending in _relaxed order
 * nothing, _acquire and _release as they say, without a suffix they are full barriers; add, sub, inc, dec, and, or,
 * xor, andnot return nothing and order nothing. Each is one step.
 */
#define __Q_ATOMIC_FETCH(P, T, C, name, suffix, operation, order) \
static inline C P##_fetch_##name##suffix(C operand, T *v) \
{ \
	return (C)__q_rmw(&v->counter, operation, (unsigned long)operand, 0, order); \
}

#define __Q_ATOMIC_RETURN(P, T, C, name, suffix, operation, sign, order) \
static inline C P##_##name##_return##suffix(C operand, T *v) \
{ \
	return (C)((C)__q_rmw(&v->counter, operation, (unsigned long)operand, 0, order) sign operand); \
}

#define __Q_ATOMIC_STEP(P, T, C, name, suffix, operation, sign, order) \
static inline C P##_fetch_##name##suffix(T *v) \
{ \
	return (C)__q_rmw(&v->counter, operation, 1, 0, order); \
} \
static inline C P##_##name##_return##suffix(T *v) \
{ \
	return (C)((C)__q_rmw(&v->counter, operation, 1, 0, order) sign 1); \
}

#define __Q_ATOMIC_EXCHANGE(P, T, C, suffix, order) \
static inline C P##_xchg##suffix(T *v, C value) \
{ \
	return (C)__q_rmw(&v->counter, __Q_EXCHANGE, (unsigned long)value, 0, order); \
} \
static inline C P##_cmpxchg##suffix(T *v, C old, C value) \
{ \
	return (C)__q_rmw(&v->counter, __Q_COMPARE_EXCHANGE, (unsigned long)value, (unsigned long)old, order); \
}

#define __Q_ATOMIC_ORDERED(P, T, C, suffix, order) \
__Q_ATOMIC_FETCH(P, T, C, add, suffix, __Q_ADD, order) \
__Q_ATOMIC_FETCH(P, T, C, sub, suffix, __Q_SUBTRACT, order) \
__Q_ATOMIC_FETCH(P, T, C, and, suffix, __Q_AND, order) \
__Q_ATOMIC_FETCH(P, T, C, or, suffix, __Q_OR, order) \
__Q_ATOMIC_FETCH(P, T, C, xor, suffix, __Q_XOR, order) \
__Q_ATOMIC_FETCH(P, T, C, andnot, suffix, __Q_AND_NOT, order) \
__Q_ATOMIC_RETURN(P, T, C, add, suffix, __Q_ADD, +, order) \
__Q_ATOMIC_RETURN(P, T, C, sub, suffix, __Q_SUBTRACT, -, order) \
__Q_ATOMIC_STEP(P, T, C, inc, suffix, __Q_ADD, +, order) \
__Q_ATOMIC_STEP(P, T, C, dec, suffix, __Q_SUBTRACT, -, order) \
__Q_ATOMIC_EXCHANGE(P, T, C, suffix, order)

#define __Q_ATOMIC_VOID(P, T, C, name, operation) \
static inline void P##_##name(C operand, T *v) \
{ \
	__q_rmw(&v->counter, operation, (unsigned long)operand, 0, __Q_NORETURN); \
}

/*
 * An update that depends on the value: `if (stop) return failure; new value`. It is one step; it is a full barrier if it
 * succeeds, and a failed one that orders nothing.
 */
#define __Q_ATOMIC_UPDATE(v, C, old, stop, value) \
	indivisible { \
		old = (C)__q_load(&(v)->counter, __Q_ONCE); \
		if (!(stop)) \
			__q_rmw(&(v)->counter, __Q_COMPARE_EXCHANGE, (unsigned long)(value), (unsigned long)old, __Q_FULL); \
	}

#define __Q_ATOMIC_COUNTER(P, T, C) \
static inline C P##_read(const T *v) \
{ \
	return (C)__q_load(&v->counter, __Q_ONCE); \
} \
static inline C P##_read_acquire(const T *v) \
{ \
	return (C)__q_load(&v->counter, __Q_ACQUIRE); \
} \
static inline void P##_set(T *v, C value) \
{ \
	__q_store(&v->counter, (unsigned long)value, __Q_ONCE); \
} \
static inline void P##_set_release(T *v, C value) \
{ \
	__q_store(&v->counter, (unsigned long)value, __Q_RELEASE); \
} \
__Q_ATOMIC_VOID(P, T, C, add, __Q_ADD) \
__Q_ATOMIC_VOID(P, T, C, sub, __Q_SUBTRACT) \
__Q_ATOMIC_VOID(P, T, C, and, __Q_AND) \
__Q_ATOMIC_VOID(P, T, C, or, __Q_OR) \
__Q_ATOMIC_VOID(P, T, C, xor, __Q_XOR) \
__Q_ATOMIC_VOID(P, T, C, andnot, __Q_AND_NOT) \
static inline void P##_inc(T *v) \
{ \
	__q_rmw(&v->counter, __Q_ADD, 1, 0, __Q_NORETURN); \
} \
static inline void P##_dec(T *v) \
{ \
	__q_rmw(&v->counter, __Q_SUBTRACT, 1, 0, __Q_NORETURN); \
} \
__Q_ATOMIC_ORDERED(P, T, C, , __Q_FULL) \
__Q_ATOMIC_ORDERED(P, T, C, _relaxed, __Q_ONCE) \
__Q_ATOMIC_ORDERED(P, T, C, _acquire, __Q_ACQUIRE) \
__Q_ATOMIC_ORDERED(P, T, C, _release, __Q_RELEASE) \
static inline bool P##_sub_and_test(C operand, T *v) \
{ \
	return P##_fetch_sub(operand, v) == operand; \
} \
static inline bool P##_dec_and_test(T *v) \
{ \
	return P##_fetch_dec(v) == 1; \
} \
static inline bool P##_inc_and_test(T *v) \
{ \
	return P##_fetch_inc(v) == -1; \
} \
static inline bool P##_add_negative(C operand, T *v) \
{ \
	return P##_add_return(operand, v) < 0; \
} \
static inline C P##_fetch_add_unless(T *v, C operand, C unless) \
{ \
	return (C)__q_rmw(&v->counter, __Q_ADD_UNLESS, (unsigned long)operand, (unsigned long)unless, __Q_FULL); \
} \
static inline bool P##_add_unless(T *v, C operand, C unless) \
{ \
	return P##_fetch_add_unless(v, operand, unless) != unless; \
} \
static inline bool P##_inc_not_zero(T *v) \
{ \
	return P##_fetch_add_unless(v, 1, 0) != 0; \
} \
static inline bool P##_inc_unless_negative(T *v) \
{ \
	C old = 0; \
	__Q_ATOMIC_UPDATE(v, C, old, old < 0, old + 1) \
	return old >= 0; \
} \
static inline bool P##_dec_unless_positive(T *v) \
{ \
	C old = 0; \
	__Q_ATOMIC_UPDATE(v, C, old, old > 0, old - 1) \
	return old <= 0; \
} \
static inline C P##_dec_if_positive(T *v) \
{ \
	C old = 0; \
	__Q_ATOMIC_UPDATE(v, C, old, old <= 0, old - 1) \
	return old - 1; \
}

/* atomic_*(…): a counter of type int. */
__Q_ATOMIC_COUNTER(atomic, atomic_t, int)

/* atomic64_*(…): a counter of type s64. */
__Q_ATOMIC_COUNTER(atomic64, atomic64_t, s64)

/* atomic_long_*(…): a counter of type long. */
__Q_ATOMIC_COUNTER(atomic_long, atomic_long_t, long)

/* xchg(p, value): stores the value and returns what was there, in one step and as a full barrier. */
#define __q_xchg(p, value, order) ({ \
	typeof(*(p)) __q_xchg_value = (value); \
	(typeof(*(p)))__q_rmw((p), __Q_EXCHANGE, (unsigned long)__q_xchg_value, 0, order); \
})
#define xchg(p, value) __q_xchg(p, value, __Q_FULL)
#define xchg_relaxed(p, value) __q_xchg(p, value, __Q_ONCE)
#define xchg_acquire(p, value) __q_xchg(p, value, __Q_ACQUIRE)
#define xchg_release(p, value) __q_xchg(p, value, __Q_RELEASE)

/* cmpxchg(p, old, value): stores the value if old is there, and returns what was there; a barrier if it stored. */
#define __q_cmpxchg(p, old, value, order) ({ \
	typeof(*(p)) __q_cmpxchg_old = (old); \
	typeof(*(p)) __q_cmpxchg_value = (value); \
	(typeof(*(p)))__q_rmw((p), __Q_COMPARE_EXCHANGE, (unsigned long)__q_cmpxchg_value, \
			      (unsigned long)__q_cmpxchg_old, order); \
})
#define cmpxchg(p, old, value) __q_cmpxchg(p, old, value, __Q_FULL)
#define cmpxchg_relaxed(p, old, value) __q_cmpxchg(p, old, value, __Q_ONCE)
#define cmpxchg_acquire(p, old, value) __q_cmpxchg(p, old, value, __Q_ACQUIRE)
#define cmpxchg_release(p, old, value) __q_cmpxchg(p, old, value, __Q_RELEASE)
#define cmpxchg64(p, old, value) cmpxchg(p, old, value)
#define cmpxchg_local(p, old, value) cmpxchg_relaxed(p, old, value)

/* try_cmpxchg(p, &old, value): whether it stored; if not, old becomes what was there. */
#define __q_try_cmpxchg(p, old, value, order) ({ \
	typeof(*(p)) __q_try_expected = *(old); \
	typeof(*(p)) __q_try_found = __q_cmpxchg(p, __q_try_expected, value, order); \
	if (__q_try_found != __q_try_expected) \
		*(old) = __q_try_found; \
	(bool)(__q_try_found == __q_try_expected); \
})
#define try_cmpxchg(p, old, value) __q_try_cmpxchg(p, old, value, __Q_FULL)
#define try_cmpxchg_relaxed(p, old, value) __q_try_cmpxchg(p, old, value, __Q_ONCE)
#define try_cmpxchg_acquire(p, old, value) __q_try_cmpxchg(p, old, value, __Q_ACQUIRE)
#define try_cmpxchg_release(p, old, value) __q_try_cmpxchg(p, old, value, __Q_RELEASE)

/* atomic_try_cmpxchg(v, &old, value): try_cmpxchg() on a counter. */
#define atomic_try_cmpxchg(v, old, value) try_cmpxchg(&(v)->counter, old, value)
#define atomic_try_cmpxchg_relaxed(v, old, value) try_cmpxchg_relaxed(&(v)->counter, old, value)
#define atomic_try_cmpxchg_acquire(v, old, value) try_cmpxchg_acquire(&(v)->counter, old, value)
#define atomic_try_cmpxchg_release(v, old, value) try_cmpxchg_release(&(v)->counter, old, value)
#define atomic64_try_cmpxchg(v, old, value) try_cmpxchg(&(v)->counter, old, value)
#define atomic64_try_cmpxchg_relaxed(v, old, value) try_cmpxchg_relaxed(&(v)->counter, old, value)
#define atomic64_try_cmpxchg_acquire(v, old, value) try_cmpxchg_acquire(&(v)->counter, old, value)
#define atomic64_try_cmpxchg_release(v, old, value) try_cmpxchg_release(&(v)->counter, old, value)
#define atomic_long_try_cmpxchg(v, old, value) try_cmpxchg(&(v)->counter, old, value)
#define atomic_long_try_cmpxchg_relaxed(v, old, value) try_cmpxchg_relaxed(&(v)->counter, old, value)
#define atomic_long_try_cmpxchg_acquire(v, old, value) try_cmpxchg_acquire(&(v)->counter, old, value)
#define atomic_long_try_cmpxchg_release(v, old, value) try_cmpxchg_release(&(v)->counter, old, value)

/* atomic_cond_read_acquire(v, cond): waits until cond, which sees the counter as VAL, holds. */
#define atomic_cond_read_acquire(v, cond) smp_cond_load_acquire(&(v)->counter, (cond))
#define atomic_cond_read_relaxed(v, cond) smp_cond_load_relaxed(&(v)->counter, (cond))

#endif
