/* A bit-field wider than int has a type of its own width, and what is computed in it wraps there. */
#include <quiesce.h>
#include <linux/types.h>

#pragma quiesce variant(own_width)
#pragma quiesce variant(declared_type, DECLARED)

static struct {
	unsigned long long f:40;
	long long g:40;
	unsigned long long h:33;
	long long w:63;
	unsigned long long x:64;
	unsigned int u:31, v:32;
} x = { .f = 0xffffffffffull, .g = -1, .h = 0x1ffffffffull, .w = -1, .x = ~0ull, .u = 5, .v = 7 };

#define IS(expression, value) BUG_ON((u64)(expression) != (value))

static void compute(void)
{
	IS(x.f << 30, 0xffc0000000);
	IS(x.g << 30, 0xffffffffc0000000);
	IS(x.f + 1, 0);
	IS(x.f * x.f, 1);
	IS(x.f + x.g, 0xfffffffffe);
	IS(x.f + x.h, 0x1fffffffe);
	IS(x.f + 1u, 0);
	IS(x.f + 1L, 0x10000000000);
	IS(x.f + 1ULL, 0x10000000000);
	IS(-x.f, 1);
	IS(~x.f, 0);
	IS(x.f - x.g, 0);
	IS(x.g + 1, 0);
	IS(x.h - 1 - x.h, 0x1ffffffff);
	IS(x.h + x.u, 4);
	IS(x.f >> 4, 0xfffffffff);
	IS(x.w + 1, 0);
	IS(x.g < x.f, 0);
	IS(x.f + x.x, 0xfffffffffe);
	IS(x.g + x.h, 0x1fffffffe);
	IS(x.f == -1, 1);
	IS(x.g == -1, 1);
	IS(x.h == -1, 1);
	IS(x.u - 6, ~0ull);
	IS(x.v - 8, 0xffffffff);
	cover("computed");
}

static void assign(void)
{
	IS(x.f++ << 30, 0xffc0000000);
	IS(x.f, 0);
	IS(--x.f, 0xffffffffff);
	IS((x.f = 5), 5);
	IS((x.f += 3), 8);
	IS(x.h - x.f, 0x1fffffff7);
	IS(x.w + x.f, 7);
	IS(1 << x.f, 0x100);
	IS((x.g = -2) << 30, 0xffffffff80000000);
	IS((u64)x.h << 30, 0x7fffffffc0000000);
#ifdef DECLARED
	IS(x.h << 30, 0x7fffffffc0000000);
#else
	IS(x.h << 30, 0x1c0000000);
#endif
	cover("assigned");
}

/* Fields whose units overlap, as their types differ in size. */
static struct {
	unsigned long w:40;
	long s:36;
	unsigned int q:9;
} y = { .w = 0xffffffffff, .s = -1, .q = 511 };

/* The arms of ?: have the type that they would be added in. */
static void choose_one(void)
{
	int one = x.v, zero = 0;

	IS(y.s, -1UL);
	IS(y.q, 511);
	IS((one ? y.w : y.w) << 24 >> 24, 0xffff);
	IS((1 ? y.w : 0) * 3, 0xfffffffffd);
	IS((y.w ?: 0) * 3, 0xfffffffffd);
	IS((one ? y.s : 0u), -1UL);
	IS((zero ? y.q : -1) < 0, 1);
	IS((one ? y.w : 0UL) << 24 >> 24, 0xffffffffff);
	y.q = 0;
#ifdef DECLARED
	IS((one ? y.w : y.w) + 1, 1UL << 40);
#else
	IS((one ? y.w : y.w) + 1, 0);
#endif
	IS(y.s, -1UL);
	cover("chosen");
}

struct scenario chosen = {
	.threads = { choose_one },
#ifdef DECLARED
	.expect = ASSERTION,
#endif
};

struct scenario computed = { .threads = { compute } };
struct scenario assigned = {
	.threads = { assign },
#ifdef DECLARED
	.expect = ASSERTION,
#endif
};
