/* Arithmetic that tells when it does not fit, and maps of many bits. */
#include <quiesce.h>
#include <linux/overflow.h>
#include <linux/math64.h>
#include <linux/bitmap.h>

#pragma quiesce variant(right)
#pragma quiesce variant(overflow_not_looked_at, UNCHECKED)

static void overflows(void)
{
	int i;
	u8 b;
	s8 c;
	u64 u;
	s64 s;

	BUG_ON(check_add_overflow(INT_MAX, 0, &i) || i != INT_MAX);
	BUG_ON(!check_add_overflow(INT_MAX, 1, &i) || i != INT_MIN);
	BUG_ON(!check_add_overflow(INT_MIN, -1, &i) || i != INT_MAX);
	BUG_ON(!check_add_overflow(200, 56, &b) || b != 0);
	BUG_ON(check_add_overflow(200, 55, &b) || b != 255);
	BUG_ON(!check_add_overflow(U64_MAX, 1, &u) || u != 0);
	BUG_ON(!check_add_overflow(S64_MAX, 1, &s) || s != S64_MIN);
	BUG_ON(!check_sub_overflow(3, 4, &b) || b != 255);
	BUG_ON(check_sub_overflow(4, 4, &u) || u != 0);
	BUG_ON(!check_sub_overflow(INT_MIN, 1, &i) || i != INT_MAX);
	BUG_ON(check_sub_overflow(-1, INT_MIN, &i) || i != INT_MAX);
	BUG_ON(!check_sub_overflow(0, INT_MIN, &i) || i != INT_MIN);
	BUG_ON(!check_mul_overflow(16, 16, &b) || b != 0);
	BUG_ON(check_mul_overflow(15, 17, &b) || b != 255);
	BUG_ON(!check_mul_overflow(-128, -1, &c) || c != -128);
	BUG_ON(!check_mul_overflow(-1, -128, &c) || c != -128);
	BUG_ON(check_mul_overflow(-1, 127, &c) || c != -127);
	BUG_ON(check_mul_overflow(-1, 0, &c) || c != 0);
	BUG_ON(!check_mul_overflow(1ULL << 32, 1ULL << 32, &u) || u != 0);
	BUG_ON(check_mul_overflow(1LL << 31, -(1LL << 32), &s) || s != S64_MIN);
	BUG_ON(!check_mul_overflow(1LL << 31, 1LL << 32, &s));
}

static void divisions(void)
{
	u64 n = 10000000001ULL;

	BUG_ON(div_u64(n, 10) != 1000000000 || div_s64(-7, 2) != -3 || div64_u64(n, n) != 1);
	BUG_ON(do_div(n, 1000) != 1 || n != 10000000);
}

static void maps(void)
{
	DECLARE_BITMAP(a, 70);
	DECLARE_BITMAP(b, 70);

	bitmap_zero(a, 70);
	BUG_ON(!bitmap_empty(a, 70));
	bitmap_set(a, 62, 4);
	BUG_ON(bitmap_weight(a, 70) != 4 || a[1] != 3 || find_first_bit(a, 70) != 62);
	bitmap_copy(b, a, 70);
	BUG_ON(!bitmap_equal(a, b, 70));
	bitmap_clear(b, 63, 2);
	BUG_ON(bitmap_weight(b, 70) != 2 || bitmap_equal(a, b, 70));
	BUG_ON(!bitmap_andnot(b, a, b, 70) || bitmap_weight(b, 70) != 2 || !test_bit(64, b));
	BUG_ON(!bitmap_and(b, a, b, 70));
	bitmap_fill(a, 70);
	BUG_ON(!bitmap_full(a, 70));
	bitmap_or(b, a, b, 70);
	BUG_ON(!bitmap_full(b, 70));
}

static void run(void)
{
	u8 size = 250;

	overflows();
	divisions();
	maps();
#ifdef UNCHECKED
	size += 10;
	BUG_ON(size < 250);
#else
	BUG_ON(!check_add_overflow(size, 10, &size));
	cover("told");
#endif
}

struct scenario arithmetic = {
	.about = "what does not fit is told",
	.threads = { run },
#ifdef UNCHECKED
	.expect = ASSERTION,
#endif
};
