/* C as the kernel writes it: one thread, every construct, each with the value that C gives it. */
#include <quiesce.h>
#include <linux/kernel.h>
#include <linux/container_of.h>
#include <linux/err.h>
#include <linux/list.h>
#include <linux/slab.h>

#pragma quiesce variant(as_written)
#pragma quiesce variant(division_rounds_down, ROUNDS_DOWN)
#pragma quiesce variant(shifted_too_far, TOO_FAR)
#pragma quiesce variant(divided_by_zero, BY_ZERO)
#pragma quiesce variant(endless_recursion, DEEP)

enum colour { RED, GREEN = 5, BLUE };
struct inner { u8 a; u16 b; u32 c; };
struct outer { struct inner in; union { long whole; u8 parts[8]; }; int arr[3]; struct { int deep; } anon; };
struct flexible { int n; int items[]; };
typedef int (*op_t)(int, int);
struct ops { op_t op; const char *name; };

static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static const struct ops table[] = { { .op = add, .name = "add" }, { sub, "sub" } };
static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
static int __maybe_unused deeper(int n) { return deeper(n + 1) + 1; }
static int counter(void) { static int calls = 10; return calls++; }

static int classify(int n)
{
	int r = 0;

	switch (n) {
	case 1:
		r += 1;
		fallthrough;
	case 2:
		r += 10;
		break;
	case 5 ... 7:
		r = 100;
		break;
	default:
		r = -1;
	}
	return r;
}

static int cleanup(int fail)
{
	int err = 0;

	if (fail == 1)
		goto first;
	if (fail == 2)
		goto second;
	return 0;
second:
	err -= 10;
first:
	return err - 1;
}

#define max_of(x, y) ({ typeof(x) __x = (x); typeof(y) __y = (y); __x > __y ? __x : __y; })
#define PASTE(a, b) a##b
#define COUNT(...) COUNT_(__VA_ARGS__, 3, 2, 1)
#define COUNT_(a, b, c, n, ...) n

static void all(void)
{
	struct outer o = { .in = { .b = 7, .c = 9 }, .arr = { [1] = 4 }, .whole = 0x0102030405060708 };
	struct outer copy;
	struct inner *in = &o.in;
	struct flexible *f = kzalloc(sizeof(*f) + 2 * sizeof(f->items[0]), GFP_KERNEL);
	unsigned int u = 0;
	u8 small = 250;
	s8 negative = -1;
	int i, sum = 0, PASTE(pas, ted) = 3;
	unsigned long tagged;
	int *p;

	assert(u - 1 > 0 && (int)(u - 1) == -1);
	assert((u8)(small + 10) == 4 && small + 10 == 260);
	assert(negative < 0u == 0 && (u8)negative == 255);
	assert(-7 / 2 == -3 && -7 % 2 == -1 && -8 >> 1 == -4);
	assert(1u << 31 == 0x80000000 && (1ul << 40) == 1099511627776);
	assert(sizeof(struct inner) == 8 && offsetof(struct inner, c) == 4 && sizeof(o.arr) == 12);
	assert(o.in.a == 0 && o.in.b == 7 && o.arr[1] == 4 && o.arr[2] == 0);
	assert(o.parts[0] == 8 && o.parts[7] == 1);
	copy = o;
	copy.in.c++;
	assert(copy.in.c == 10 && o.in.c == 9 && copy.anon.deep == 0);
	assert(container_of(in, struct outer, in) == &o);
	for (i = 0; i < 5; i++) {
		if (i == 1)
			continue;
		if (i == 4)
			break;
		sum += i;
	}
	assert(sum == 5 && i == 4);
	do
		sum--;
	while (sum > 0);
	assert(sum == 0 && pasted == 3 && COUNT(x, y) == 2);
	assert(classify(1) == 11 && classify(2) == 10 && classify(6) == 100 && classify(9) == -1);
	assert(cleanup(0) == 0 && cleanup(1) == -1 && cleanup(2) == -11);
	assert(table[0].op(2, 3) == 5 && table[1].op(2, 3) == -1 && table[1].name[0] == 's');
	assert(fib(10) == 55 && counter() == 10 && counter() == 11);
	assert(max_of(3, 4) == 4 && (0 ?: 6) == 6 && (2 ?: 6) == 2);
	assert((1, 2) == 2 && GREEN + 1 == BLUE && ARRAY_SIZE(table) == 2);
	f->items[1] = 8;
	p = &f->items[0];
	assert(p[1] == 8 && *(p + 1) == 8 && &p[1] - p == 1);
	assert(IS_ERR(ERR_PTR(-22)) && PTR_ERR(ERR_PTR(-22)) == -22 && !IS_ERR(f));
	tagged = (unsigned long)f | 1;
	assert((struct flexible *)(tagged & ~1ul) == f);
	assert(((struct inner){ .b = 3 }).b == 3 && !!5 == 1 && ~0 == -1);
	i = 1;
	i <<= 3;
	i |= 1;
	i ^= 8;
	assert(i == 1 && i++ == 1 && ++i == 3 && i-- == 3);
	kfree(f);
#if defined(ROUNDS_DOWN)
	assert(-7 / 2 == -4);
#elif defined(TOO_FAR)
	sum = 1 << (i + 31);
#elif defined(BY_ZERO)
	sum = 1 / (i - 2);
#elif defined(DEEP)
	sum = deeper(0);
#endif
	cover("all of it");
}

struct scenario means_what_c_means = {
	.about = "C means what C means",
	.threads = { all },
#if defined(ROUNDS_DOWN) || defined(TOO_FAR) || defined(BY_ZERO)
	.expect = ASSERTION,
#elif defined(DEEP)
	.expect = WILD_ACCESS,
#endif
};
