/* Every form of every atomic operation: what it answers, and what it leaves behind. */
#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/kernel.h>

#pragma quiesce variant(each)
#pragma quiesce variant(old_for_new, OLD=1)

#ifndef OLD
#define OLD 0
#endif

static atomic_t atomic = ATOMIC_INIT(0);
static atomic64_t atomic64 = ATOMIC64_INIT(0);
static atomic_long_t atomic_long = ATOMIC_LONG_INIT(0);
static int word;
static u64 wide;
static unsigned long bits[2];

/* From 12, the call answers answer and leaves value. */
#define FORM(t, call, answer, value) do { \
	t##_set(&t, 12); \
	BUG_ON((call) != (answer)); \
	BUG_ON(t##_read(&t) != (value)); \
} while (0)
#define ORDERS(t, name, args, answer, value) do { \
	FORM(t, name args, answer, value); \
	FORM(t, name##_relaxed args, answer, value); \
	FORM(t, name##_acquire args, answer, value); \
	FORM(t, name##_release args, answer, value); \
} while (0)
#define QUIET(t, op, args, value) FORM(t, (t##_##op args, 0), 0, value)
#define FETCH(t, op, args, value) do { \
	QUIET(t, op, args, value); \
	ORDERS(t, t##_fetch_##op, args, 12, value); \
} while (0)
#define BOTH(t, op, args, value) do { \
	FETCH(t, op, args, value); \
	ORDERS(t, t##_##op##_return, args, OLD ? 12 : (value), value); \
} while (0)
#define CMPXCHG(t, type, o) do { \
	type old = 11; \
	FORM(t, t##_cmpxchg##o(&t, 12, 5), 12, 5); \
	FORM(t, t##_cmpxchg##o(&t, 11, 5), 12, 12); \
	FORM(t, t##_try_cmpxchg##o(&t, &old, 5), false, 12); \
	BUG_ON(old != 12); \
	FORM(t, t##_try_cmpxchg##o(&t, &old, 5), true, 5); \
	FORM(t, t##_xchg##o(&t, -3), 12, -3); \
} while (0)
#define ALL(t, type) do { \
	BOTH(t, add, (30, &t), 42); \
	BOTH(t, sub, (30, &t), -18); \
	BOTH(t, inc, (&t), 13); \
	BOTH(t, dec, (&t), 11); \
	FETCH(t, and, (6, &t), 4); \
	FETCH(t, or, (3, &t), 15); \
	FETCH(t, xor, (6, &t), 10); \
	FETCH(t, andnot, (4, &t), 8); \
	ORDERS(t, t##_add_negative, (-13, &t), true, -1); \
	FORM(t, t##_sub_and_test(12, &t), true, 0); \
	FORM(t, t##_inc_and_test(&t), false, 13); \
	FORM(t, t##_dec_and_test(&t), false, 11); \
	FORM(t, t##_add_unless(&t, 3, 12), false, 12); \
	FORM(t, t##_add_unless(&t, 3, 0), true, 15); \
	FORM(t, t##_fetch_add_unless(&t, 3, 12), 12, 12); \
	FORM(t, t##_fetch_add_unless(&t, 3, 0), 12, 15); \
	FORM(t, t##_inc_not_zero(&t), true, 13); \
	FORM(t, t##_dec_if_positive(&t), 11, 11); \
	FORM(t, t##_inc_unless_negative(&t), true, 13); \
	FORM(t, t##_dec_unless_positive(&t), false, 12); \
	CMPXCHG(t, type, ); \
	CMPXCHG(t, type, _relaxed); \
	CMPXCHG(t, type, _acquire); \
	CMPXCHG(t, type, _release); \
	t##_set_release(&t, 0); \
	BUG_ON(t##_inc_not_zero(&t) || t##_dec_if_positive(&t) != -1 || t##_read_acquire(&t) != 0); \
} while (0)

static void counters(void)
{
	ALL(atomic, int);
	ALL(atomic64, s64);
	ALL(atomic_long, long);
	atomic64_set(&atomic64, 1LL << 40);
	BUG_ON(atomic64_inc_return(&atomic64) != (1LL << 40) + 1);
	atomic_set(&atomic, INT_MAX);
	BUG_ON(atomic_inc_return(&atomic) != INT_MIN);
}

#define WORD(o) do { \
	int old = 4; \
	BUG_ON(xchg##o(&word, 4) || cmpxchg##o(&word, 3, 5) != 4 || word != 4); \
	BUG_ON(!try_cmpxchg##o(&word, &old, 6) || try_cmpxchg##o(&word, &old, 7) || old != 6 || xchg##o(&word, 0) != 6); \
} while (0)

static void words(void)
{
	WORD();
	WORD(_relaxed);
	WORD(_acquire);
	WORD(_release);
	BUG_ON(cmpxchg64(&wide, 0, 1ULL << 50) || cmpxchg_local(&wide, 1ULL << 50, 2) != 1ULL << 50 || wide != 2);
	set_bit(70, bits);
	__set_bit(3, bits);
	BUG_ON(!test_bit(70, bits) || test_bit(71, bits) || bits[1] != BIT_MASK(70) || find_first_bit(bits, 128) != 3);
	BUG_ON(test_and_set_bit(1, bits) || !test_and_set_bit(3, bits) || __test_and_set_bit(2, bits) || bits[0] != 14);
	BUG_ON(!test_and_clear_bit(1, bits) || __test_and_clear_bit(1, bits) || find_next_bit(bits, 128, 4) != 70);
	BUG_ON(test_and_change_bit(1, bits) || !__test_and_change_bit(1, bits) || find_first_zero_bit(bits, 128) != 0);
	change_bit(3, bits);
	__change_bit(2, bits);
	clear_bit(70, bits);
	BUG_ON(bits[0] || bits[1] || test_and_set_bit_lock(0, bits));
	clear_bit_unlock(0, bits);
	assign_bit(5, bits, true);
	__assign_bit(5, bits, false);
	__clear_bit(6, bits);
	BUG_ON(bits[0] || test_bit_acquire(5, bits));
	cover("all");
}

struct scenario forms = {
	.about = "each form does what its name says",
	.init = counters,
	.threads = { words },
#if OLD
	.expect = ASSERTION,
#endif
};
