#ifndef _LINUX_ATOMIC_H
#define _LINUX_ATOMIC_H

#include <quiesce.h>

/* ATOMIC_INIT(n): an initialiser. */
#define ATOMIC_INIT(n) { (n) }
#define ATOMIC64_INIT(n) { (n) }
#define ATOMIC_LONG_INIT(n) { (n) }

/* atomic_read(v), atomic_set(v, n): a marked load and a marked store. */
#define atomic_read(v) ((typeof((v)->counter))__q_load(&(v)->counter, __Q_ONCE))
#define atomic_read_acquire(v) ((typeof((v)->counter))__q_load(&(v)->counter, __Q_ACQUIRE))
#define atomic_set(v, n) __q_store(&(v)->counter, (unsigned long)(n), __Q_ONCE)
#define atomic_set_release(v, n) __q_store(&(v)->counter, (unsigned long)(n), __Q_RELEASE)

/* One read-modify-write of a counter: the value before it, and the one after. */
#define __q_fetch(operation, n, v, order) \
	({ (typeof((v)->counter))__q_rmw(&(v)->counter, operation, (unsigned long)(n), 0, order); })
#define __q_result(operation, sign, n, v, order) ({ \
	typeof((v)->counter) __q_operand = (n); \
	(typeof((v)->counter))(__q_fetch(operation, __q_operand, v, order) sign __q_operand); \
})

/* atomic_add(n, v), sub, and, or, xor, andnot, inc(v), dec(v): one atomic step that orders nothing. */
#define atomic_add(n, v) ((void)__q_rmw(&(v)->counter, __Q_ADD, (unsigned long)(n), 0, __Q_NORETURN))
#define atomic_sub(n, v) ((void)__q_rmw(&(v)->counter, __Q_SUBTRACT, (unsigned long)(n), 0, __Q_NORETURN))
#define atomic_and(n, v) ((void)__q_rmw(&(v)->counter, __Q_AND, (unsigned long)(n), 0, __Q_NORETURN))
#define atomic_or(n, v) ((void)__q_rmw(&(v)->counter, __Q_OR, (unsigned long)(n), 0, __Q_NORETURN))
#define atomic_xor(n, v) ((void)__q_rmw(&(v)->counter, __Q_XOR, (unsigned long)(n), 0, __Q_NORETURN))
#define atomic_andnot(n, v) ((void)__q_rmw(&(v)->counter, __Q_AND_NOT, (unsigned long)(n), 0, __Q_NORETURN))
#define atomic_inc(v) ((void)__q_rmw(&(v)->counter, __Q_ADD, 1, 0, __Q_NORETURN))
#define atomic_dec(v) ((void)__q_rmw(&(v)->counter, __Q_SUBTRACT, 1, 0, __Q_NORETURN))

/* atomic_fetch_add(n, v) …: the same as a full barrier, and the value before; _relaxed, _acquire, _release order less. */
#define atomic_fetch_add(n, v) __q_fetch(__Q_ADD, n, v, __Q_FULL)
#define atomic_fetch_add_relaxed(n, v) __q_fetch(__Q_ADD, n, v, __Q_ONCE)
#define atomic_fetch_add_acquire(n, v) __q_fetch(__Q_ADD, n, v, __Q_ACQUIRE)
#define atomic_fetch_add_release(n, v) __q_fetch(__Q_ADD, n, v, __Q_RELEASE)
#define atomic_fetch_sub(n, v) __q_fetch(__Q_SUBTRACT, n, v, __Q_FULL)
#define atomic_fetch_sub_relaxed(n, v) __q_fetch(__Q_SUBTRACT, n, v, __Q_ONCE)
#define atomic_fetch_sub_acquire(n, v) __q_fetch(__Q_SUBTRACT, n, v, __Q_ACQUIRE)
#define atomic_fetch_sub_release(n, v) __q_fetch(__Q_SUBTRACT, n, v, __Q_RELEASE)
#define atomic_fetch_and(n, v) __q_fetch(__Q_AND, n, v, __Q_FULL)
#define atomic_fetch_and_relaxed(n, v) __q_fetch(__Q_AND, n, v, __Q_ONCE)
#define atomic_fetch_and_acquire(n, v) __q_fetch(__Q_AND, n, v, __Q_ACQUIRE)
#define atomic_fetch_and_release(n, v) __q_fetch(__Q_AND, n, v, __Q_RELEASE)
#define atomic_fetch_or(n, v) __q_fetch(__Q_OR, n, v, __Q_FULL)
#define atomic_fetch_or_relaxed(n, v) __q_fetch(__Q_OR, n, v, __Q_ONCE)
#define atomic_fetch_or_acquire(n, v) __q_fetch(__Q_OR, n, v, __Q_ACQUIRE)
#define atomic_fetch_or_release(n, v) __q_fetch(__Q_OR, n, v, __Q_RELEASE)
#define atomic_fetch_xor(n, v) __q_fetch(__Q_XOR, n, v, __Q_FULL)
#define atomic_fetch_xor_relaxed(n, v) __q_fetch(__Q_XOR, n, v, __Q_ONCE)
#define atomic_fetch_xor_acquire(n, v) __q_fetch(__Q_XOR, n, v, __Q_ACQUIRE)
#define atomic_fetch_xor_release(n, v) __q_fetch(__Q_XOR, n, v, __Q_RELEASE)
#define atomic_fetch_andnot(n, v) __q_fetch(__Q_AND_NOT, n, v, __Q_FULL)
#define atomic_fetch_andnot_relaxed(n, v) __q_fetch(__Q_AND_NOT, n, v, __Q_ONCE)
#define atomic_fetch_andnot_acquire(n, v) __q_fetch(__Q_AND_NOT, n, v, __Q_ACQUIRE)
#define atomic_fetch_andnot_release(n, v) __q_fetch(__Q_AND_NOT, n, v, __Q_RELEASE)
#define atomic_fetch_inc(v) __q_fetch(__Q_ADD, 1, v, __Q_FULL)
#define atomic_fetch_inc_relaxed(v) __q_fetch(__Q_ADD, 1, v, __Q_ONCE)
#define atomic_fetch_inc_acquire(v) __q_fetch(__Q_ADD, 1, v, __Q_ACQUIRE)
#define atomic_fetch_inc_release(v) __q_fetch(__Q_ADD, 1, v, __Q_RELEASE)
#define atomic_fetch_dec(v) __q_fetch(__Q_SUBTRACT, 1, v, __Q_FULL)
#define atomic_fetch_dec_relaxed(v) __q_fetch(__Q_SUBTRACT, 1, v, __Q_ONCE)
#define atomic_fetch_dec_acquire(v) __q_fetch(__Q_SUBTRACT, 1, v, __Q_ACQUIRE)
#define atomic_fetch_dec_release(v) __q_fetch(__Q_SUBTRACT, 1, v, __Q_RELEASE)

/* atomic_add_return(n, v) …: the value after. */
#define atomic_add_return(n, v) __q_result(__Q_ADD, +, n, v, __Q_FULL)
#define atomic_add_return_relaxed(n, v) __q_result(__Q_ADD, +, n, v, __Q_ONCE)
#define atomic_add_return_acquire(n, v) __q_result(__Q_ADD, +, n, v, __Q_ACQUIRE)
#define atomic_add_return_release(n, v) __q_result(__Q_ADD, +, n, v, __Q_RELEASE)
#define atomic_sub_return(n, v) __q_result(__Q_SUBTRACT, -, n, v, __Q_FULL)
#define atomic_sub_return_relaxed(n, v) __q_result(__Q_SUBTRACT, -, n, v, __Q_ONCE)
#define atomic_sub_return_acquire(n, v) __q_result(__Q_SUBTRACT, -, n, v, __Q_ACQUIRE)
#define atomic_sub_return_release(n, v) __q_result(__Q_SUBTRACT, -, n, v, __Q_RELEASE)
#define atomic_inc_return(v) __q_result(__Q_ADD, +, 1, v, __Q_FULL)
#define atomic_inc_return_relaxed(v) __q_result(__Q_ADD, +, 1, v, __Q_ONCE)
#define atomic_inc_return_acquire(v) __q_result(__Q_ADD, +, 1, v, __Q_ACQUIRE)
#define atomic_inc_return_release(v) __q_result(__Q_ADD, +, 1, v, __Q_RELEASE)
#define atomic_dec_return(v) __q_result(__Q_SUBTRACT, -, 1, v, __Q_FULL)
#define atomic_dec_return_relaxed(v) __q_result(__Q_SUBTRACT, -, 1, v, __Q_ONCE)
#define atomic_dec_return_acquire(v) __q_result(__Q_SUBTRACT, -, 1, v, __Q_ACQUIRE)
#define atomic_dec_return_release(v) __q_result(__Q_SUBTRACT, -, 1, v, __Q_RELEASE)

/* atomic_sub_and_test(n, v), dec_and_test(v), inc_and_test(v), add_negative(n, v): whether it is 0, or negative, after. */
#define atomic_sub_and_test(n, v) (atomic_sub_return(n, v) == 0)
#define atomic_dec_and_test(v) (atomic_fetch_dec(v) == 1)
#define atomic_inc_and_test(v) (atomic_fetch_inc(v) == -1)
#define atomic_add_negative(n, v) (atomic_add_return(n, v) < 0)
#define atomic_add_negative_relaxed(n, v) (atomic_add_return_relaxed(n, v) < 0)
#define atomic_add_negative_acquire(n, v) (atomic_add_return_acquire(n, v) < 0)
#define atomic_add_negative_release(n, v) (atomic_add_return_release(n, v) < 0)

/* atomic_fetch_add_unless(v, n, u): adds n unless u is there; the value before. A barrier only if it adds. */
#define atomic_fetch_add_unless(v, n, u) \
	({ (typeof((v)->counter))__q_rmw(&(v)->counter, __Q_ADD_UNLESS, (unsigned long)(n), (unsigned long)(u), __Q_FULL); })

/* atomic_add_unless(v, n, u), atomic_inc_not_zero(v): whether it added. */
#define atomic_add_unless(v, n, u) ({ \
	typeof((v)->counter) __q_unless = (u); \
	(bool)(atomic_fetch_add_unless(v, n, __q_unless) != __q_unless); \
})
#define atomic_inc_not_zero(v) (atomic_fetch_add_unless(v, 1, 0) != 0)

/* A change that depends on what is there, in one step: a full barrier if it is made. */
#define __q_change_if(v, cond, n) ({ \
	typeof((v)->counter) __q_old; \
	indivisible { \
		__q_old = atomic_read(v); \
		if (__q_old cond) \
			__q_fetch(__Q_ADD, n, v, __Q_FULL); \
	} \
	__q_old; \
})

/* atomic_inc_unless_negative(v), dec_unless_positive(v): whether it did. atomic_dec_if_positive(v): the value after. */
#define atomic_inc_unless_negative(v) (__q_change_if(v, >= 0, 1) >= 0)
#define atomic_dec_unless_positive(v) (__q_change_if(v, <= 0, -1) <= 0)
#define atomic_dec_if_positive(v) (__q_change_if(v, > 0, -1) - 1)

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
#define cmpxchg64_relaxed(p, old, value) cmpxchg_relaxed(p, old, value)
#define cmpxchg64_acquire(p, old, value) cmpxchg_acquire(p, old, value)
#define cmpxchg64_release(p, old, value) cmpxchg_release(p, old, value)
#define cmpxchg_local(p, old, value) cmpxchg_relaxed(p, old, value)
#define cmpxchg64_local(p, old, value) cmpxchg_relaxed(p, old, value)

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
#define try_cmpxchg64(p, old, value) try_cmpxchg(p, old, value)
#define try_cmpxchg64_relaxed(p, old, value) try_cmpxchg_relaxed(p, old, value)
#define try_cmpxchg64_acquire(p, old, value) try_cmpxchg_acquire(p, old, value)
#define try_cmpxchg64_release(p, old, value) try_cmpxchg_release(p, old, value)
#define try_cmpxchg_local(p, old, value) try_cmpxchg_relaxed(p, old, value)

/* atomic_xchg(v, value), cmpxchg, try_cmpxchg: the same on a counter. */
#define atomic_xchg(v, value) xchg(&(v)->counter, value)
#define atomic_xchg_relaxed(v, value) xchg_relaxed(&(v)->counter, value)
#define atomic_xchg_acquire(v, value) xchg_acquire(&(v)->counter, value)
#define atomic_xchg_release(v, value) xchg_release(&(v)->counter, value)
#define atomic_cmpxchg(v, old, value) cmpxchg(&(v)->counter, old, value)
#define atomic_cmpxchg_relaxed(v, old, value) cmpxchg_relaxed(&(v)->counter, old, value)
#define atomic_cmpxchg_acquire(v, old, value) cmpxchg_acquire(&(v)->counter, old, value)
#define atomic_cmpxchg_release(v, old, value) cmpxchg_release(&(v)->counter, old, value)
#define atomic_try_cmpxchg(v, old, value) try_cmpxchg(&(v)->counter, old, value)
#define atomic_try_cmpxchg_relaxed(v, old, value) try_cmpxchg_relaxed(&(v)->counter, old, value)
#define atomic_try_cmpxchg_acquire(v, old, value) try_cmpxchg_acquire(&(v)->counter, old, value)
#define atomic_try_cmpxchg_release(v, old, value) try_cmpxchg_release(&(v)->counter, old, value)

/* atomic_cond_read_acquire(v, cond): waits until cond, which sees the counter as VAL, holds. */
#define atomic_cond_read_acquire(v, cond) smp_cond_load_acquire(&(v)->counter, (cond))
#define atomic_cond_read_relaxed(v, cond) smp_cond_load_relaxed(&(v)->counter, (cond))

/* atomic64_*, atomic_long_*: the same on wider counters. */
#define atomic64_read atomic_read
#define atomic64_read_acquire atomic_read_acquire
#define atomic64_set atomic_set
#define atomic64_set_release atomic_set_release
#define atomic64_add atomic_add
#define atomic64_sub atomic_sub
#define atomic64_and atomic_and
#define atomic64_or atomic_or
#define atomic64_xor atomic_xor
#define atomic64_andnot atomic_andnot
#define atomic64_inc atomic_inc
#define atomic64_dec atomic_dec
#define atomic64_fetch_add atomic_fetch_add
#define atomic64_fetch_add_relaxed atomic_fetch_add_relaxed
#define atomic64_fetch_add_acquire atomic_fetch_add_acquire
#define atomic64_fetch_add_release atomic_fetch_add_release
#define atomic64_fetch_sub atomic_fetch_sub
#define atomic64_fetch_sub_relaxed atomic_fetch_sub_relaxed
#define atomic64_fetch_sub_acquire atomic_fetch_sub_acquire
#define atomic64_fetch_sub_release atomic_fetch_sub_release
#define atomic64_fetch_and atomic_fetch_and
#define atomic64_fetch_and_relaxed atomic_fetch_and_relaxed
#define atomic64_fetch_and_acquire atomic_fetch_and_acquire
#define atomic64_fetch_and_release atomic_fetch_and_release
#define atomic64_fetch_or atomic_fetch_or
#define atomic64_fetch_or_relaxed atomic_fetch_or_relaxed
#define atomic64_fetch_or_acquire atomic_fetch_or_acquire
#define atomic64_fetch_or_release atomic_fetch_or_release
#define atomic64_fetch_xor atomic_fetch_xor
#define atomic64_fetch_xor_relaxed atomic_fetch_xor_relaxed
#define atomic64_fetch_xor_acquire atomic_fetch_xor_acquire
#define atomic64_fetch_xor_release atomic_fetch_xor_release
#define atomic64_fetch_andnot atomic_fetch_andnot
#define atomic64_fetch_andnot_relaxed atomic_fetch_andnot_relaxed
#define atomic64_fetch_andnot_acquire atomic_fetch_andnot_acquire
#define atomic64_fetch_andnot_release atomic_fetch_andnot_release
#define atomic64_fetch_inc atomic_fetch_inc
#define atomic64_fetch_inc_relaxed atomic_fetch_inc_relaxed
#define atomic64_fetch_inc_acquire atomic_fetch_inc_acquire
#define atomic64_fetch_inc_release atomic_fetch_inc_release
#define atomic64_fetch_dec atomic_fetch_dec
#define atomic64_fetch_dec_relaxed atomic_fetch_dec_relaxed
#define atomic64_fetch_dec_acquire atomic_fetch_dec_acquire
#define atomic64_fetch_dec_release atomic_fetch_dec_release
#define atomic64_add_return atomic_add_return
#define atomic64_add_return_relaxed atomic_add_return_relaxed
#define atomic64_add_return_acquire atomic_add_return_acquire
#define atomic64_add_return_release atomic_add_return_release
#define atomic64_sub_return atomic_sub_return
#define atomic64_sub_return_relaxed atomic_sub_return_relaxed
#define atomic64_sub_return_acquire atomic_sub_return_acquire
#define atomic64_sub_return_release atomic_sub_return_release
#define atomic64_inc_return atomic_inc_return
#define atomic64_inc_return_relaxed atomic_inc_return_relaxed
#define atomic64_inc_return_acquire atomic_inc_return_acquire
#define atomic64_inc_return_release atomic_inc_return_release
#define atomic64_dec_return atomic_dec_return
#define atomic64_dec_return_relaxed atomic_dec_return_relaxed
#define atomic64_dec_return_acquire atomic_dec_return_acquire
#define atomic64_dec_return_release atomic_dec_return_release
#define atomic64_sub_and_test atomic_sub_and_test
#define atomic64_dec_and_test atomic_dec_and_test
#define atomic64_inc_and_test atomic_inc_and_test
#define atomic64_add_negative atomic_add_negative
#define atomic64_add_negative_relaxed atomic_add_negative_relaxed
#define atomic64_add_negative_acquire atomic_add_negative_acquire
#define atomic64_add_negative_release atomic_add_negative_release
#define atomic64_fetch_add_unless atomic_fetch_add_unless
#define atomic64_add_unless atomic_add_unless
#define atomic64_inc_not_zero atomic_inc_not_zero
#define atomic64_inc_unless_negative atomic_inc_unless_negative
#define atomic64_dec_unless_positive atomic_dec_unless_positive
#define atomic64_dec_if_positive atomic_dec_if_positive
#define atomic64_xchg atomic_xchg
#define atomic64_xchg_relaxed atomic_xchg_relaxed
#define atomic64_xchg_acquire atomic_xchg_acquire
#define atomic64_xchg_release atomic_xchg_release
#define atomic64_cmpxchg atomic_cmpxchg
#define atomic64_cmpxchg_relaxed atomic_cmpxchg_relaxed
#define atomic64_cmpxchg_acquire atomic_cmpxchg_acquire
#define atomic64_cmpxchg_release atomic_cmpxchg_release
#define atomic64_try_cmpxchg atomic_try_cmpxchg
#define atomic64_try_cmpxchg_relaxed atomic_try_cmpxchg_relaxed
#define atomic64_try_cmpxchg_acquire atomic_try_cmpxchg_acquire
#define atomic64_try_cmpxchg_release atomic_try_cmpxchg_release
#define atomic_long_read atomic_read
#define atomic_long_read_acquire atomic_read_acquire
#define atomic_long_set atomic_set
#define atomic_long_set_release atomic_set_release
#define atomic_long_add atomic_add
#define atomic_long_sub atomic_sub
#define atomic_long_and atomic_and
#define atomic_long_or atomic_or
#define atomic_long_xor atomic_xor
#define atomic_long_andnot atomic_andnot
#define atomic_long_inc atomic_inc
#define atomic_long_dec atomic_dec
#define atomic_long_fetch_add atomic_fetch_add
#define atomic_long_fetch_add_relaxed atomic_fetch_add_relaxed
#define atomic_long_fetch_add_acquire atomic_fetch_add_acquire
#define atomic_long_fetch_add_release atomic_fetch_add_release
#define atomic_long_fetch_sub atomic_fetch_sub
#define atomic_long_fetch_sub_relaxed atomic_fetch_sub_relaxed
#define atomic_long_fetch_sub_acquire atomic_fetch_sub_acquire
#define atomic_long_fetch_sub_release atomic_fetch_sub_release
#define atomic_long_fetch_and atomic_fetch_and
#define atomic_long_fetch_and_relaxed atomic_fetch_and_relaxed
#define atomic_long_fetch_and_acquire atomic_fetch_and_acquire
#define atomic_long_fetch_and_release atomic_fetch_and_release
#define atomic_long_fetch_or atomic_fetch_or
#define atomic_long_fetch_or_relaxed atomic_fetch_or_relaxed
#define atomic_long_fetch_or_acquire atomic_fetch_or_acquire
#define atomic_long_fetch_or_release atomic_fetch_or_release
#define atomic_long_fetch_xor atomic_fetch_xor
#define atomic_long_fetch_xor_relaxed atomic_fetch_xor_relaxed
#define atomic_long_fetch_xor_acquire atomic_fetch_xor_acquire
#define atomic_long_fetch_xor_release atomic_fetch_xor_release
#define atomic_long_fetch_andnot atomic_fetch_andnot
#define atomic_long_fetch_andnot_relaxed atomic_fetch_andnot_relaxed
#define atomic_long_fetch_andnot_acquire atomic_fetch_andnot_acquire
#define atomic_long_fetch_andnot_release atomic_fetch_andnot_release
#define atomic_long_fetch_inc atomic_fetch_inc
#define atomic_long_fetch_inc_relaxed atomic_fetch_inc_relaxed
#define atomic_long_fetch_inc_acquire atomic_fetch_inc_acquire
#define atomic_long_fetch_inc_release atomic_fetch_inc_release
#define atomic_long_fetch_dec atomic_fetch_dec
#define atomic_long_fetch_dec_relaxed atomic_fetch_dec_relaxed
#define atomic_long_fetch_dec_acquire atomic_fetch_dec_acquire
#define atomic_long_fetch_dec_release atomic_fetch_dec_release
#define atomic_long_add_return atomic_add_return
#define atomic_long_add_return_relaxed atomic_add_return_relaxed
#define atomic_long_add_return_acquire atomic_add_return_acquire
#define atomic_long_add_return_release atomic_add_return_release
#define atomic_long_sub_return atomic_sub_return
#define atomic_long_sub_return_relaxed atomic_sub_return_relaxed
#define atomic_long_sub_return_acquire atomic_sub_return_acquire
#define atomic_long_sub_return_release atomic_sub_return_release
#define atomic_long_inc_return atomic_inc_return
#define atomic_long_inc_return_relaxed atomic_inc_return_relaxed
#define atomic_long_inc_return_acquire atomic_inc_return_acquire
#define atomic_long_inc_return_release atomic_inc_return_release
#define atomic_long_dec_return atomic_dec_return
#define atomic_long_dec_return_relaxed atomic_dec_return_relaxed
#define atomic_long_dec_return_acquire atomic_dec_return_acquire
#define atomic_long_dec_return_release atomic_dec_return_release
#define atomic_long_sub_and_test atomic_sub_and_test
#define atomic_long_dec_and_test atomic_dec_and_test
#define atomic_long_inc_and_test atomic_inc_and_test
#define atomic_long_add_negative atomic_add_negative
#define atomic_long_add_negative_relaxed atomic_add_negative_relaxed
#define atomic_long_add_negative_acquire atomic_add_negative_acquire
#define atomic_long_add_negative_release atomic_add_negative_release
#define atomic_long_fetch_add_unless atomic_fetch_add_unless
#define atomic_long_add_unless atomic_add_unless
#define atomic_long_inc_not_zero atomic_inc_not_zero
#define atomic_long_inc_unless_negative atomic_inc_unless_negative
#define atomic_long_dec_unless_positive atomic_dec_unless_positive
#define atomic_long_dec_if_positive atomic_dec_if_positive
#define atomic_long_xchg atomic_xchg
#define atomic_long_xchg_relaxed atomic_xchg_relaxed
#define atomic_long_xchg_acquire atomic_xchg_acquire
#define atomic_long_xchg_release atomic_xchg_release
#define atomic_long_cmpxchg atomic_cmpxchg
#define atomic_long_cmpxchg_relaxed atomic_cmpxchg_relaxed
#define atomic_long_cmpxchg_acquire atomic_cmpxchg_acquire
#define atomic_long_cmpxchg_release atomic_cmpxchg_release
#define atomic_long_try_cmpxchg atomic_try_cmpxchg
#define atomic_long_try_cmpxchg_relaxed atomic_try_cmpxchg_relaxed
#define atomic_long_try_cmpxchg_acquire atomic_try_cmpxchg_acquire
#define atomic_long_try_cmpxchg_release atomic_try_cmpxchg_release

#endif
