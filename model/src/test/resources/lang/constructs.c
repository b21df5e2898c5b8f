/* Every construct that a model may use, one function each; what it observes is compared with what gcc computes. */
#include <quiesce.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/list.h>
#include <linux/err.h>

struct point {
	int x, y;
};

struct ops {
	const char *name;
	int (*apply)(struct point *p, int by);
	void (*reset)(struct point *p);
};

struct node {
	struct node *next;
	union {
		u32 word;
		struct {
			u16 low, high;
		};
		u8 bytes[4];
	};
	struct {
		bool ready : 1, dead : 1;
		u8 state : 3;
	} flags;
	struct point where[2];
	u16 count;
	u16 items[];
};

typedef struct {
	long value;
} wrapped_t;
typedef int (*binary_t)(int, int);
typedef u8 mac_t[6];

enum colour { RED = 1, GREEN, BLUE = 10, };

static int moves;

static int move(struct point *p, int by)
{
	p->x += by;
	p->y -= by;
	return ++moves;
}

static void reset(struct point *p)
{
	*p = (struct point){ };
}

static const struct ops table[] = {
	[1] = { .name = "move", .apply = move },
	[0] = { "reset", NULL, reset },
};
static struct node first = {
	.word = 0x12345678,
	.flags = { .dead = true, .state = 5 },
	.where = { [1] = { .y = 7 }, },
	.count = 2,
	.items = { 11, 22 },
};
static struct node *const first_pointer = &first;
static u16 *second_item = &first.items[1];
static int *why = &first.where[1].y;
static char text[] = "ab" "c\x64\0e";
static const char *const words[] = { "zero", "one", [4] = "four" };
static int matrix[][2] = { { 1, 2 }, { 3 }, 5, 6, [5] = { [1] = 9 } };
static int ranges[8] = { [1 ... 3] = 4, [6] = 1 };
static struct point *literal = &(struct point){ .y = 3 };
static wrapped_t wrapped = (wrapped_t){ 77 };
static LIST_HEAD(list);
static unsigned long difference = (unsigned long)&((struct node *)0)->count;
static struct point twins[2] = { { 1, 2 }, { .x = sizeof(struct node), .y = ARRAY_SIZE(words) } };

static void initialisers(void)
{
	observe("word", first.word);
	observe("low", first.low);
	observe("high", first_pointer->high);
	observe("byte", first.bytes[2]);
	observe("ready", first.flags.ready);
	observe("dead", first.flags.dead);
	observe("state", first.flags.state);
	observe("item", *second_item + second_item[-1] * 100);
	observe("why", *why);
	observe("sizes", sizeof(struct node) * 1000 + sizeof(first.items[0]) + sizeof(text) * 10 + sizeof(mac_t));
	observe("text", text[3] * 1000 + text[5]);
	observe("words", words[4][2] + (words[2] == NULL) + sizeof(words) * 1000);
	observe("matrix", matrix[2][0] * 100 + matrix[2][1] * 10 + matrix[5][1] + sizeof(matrix) * 1000);
	observe("ranges", ranges[0] + ranges[3] * 10 + ranges[4] + ranges[6]);
	observe("literal", literal->x + literal->y);
	observe("wrapped", wrapped.value);
	observe("empty", list.next == &list && list.prev == &list);
	observe("difference", difference == offsetof(struct node, count));
	observe("twins", twins[1].x * 100 + twins[1].y);
}

static wrapped_t twice(wrapped_t w)
{
	w.value *= 2;
	return w;
}

static struct point middle(struct point a, struct point b)
{
	return (struct point){ (a.x + b.x) / 2, .y = (a.y + b.y) / 2 };
}

static int add(int a, int b)
{
	return a + b;
}

static int multiply(int a, int b)
{
	return a * b;
}

static binary_t choose_one(bool product)
{
	return product ? multiply : &add;
}

static void calls(void)
{
	struct point p = { 3, 4 }, q = p, *r = &q;
	binary_t f[] = { add, multiply };

	table[1].apply(r, 5);
	(*table[1].apply)(&p, 1);
	table[0].reset(&twins[0]);
	observe("moved", p.x * 1000 + p.y * 100 + q.x * 10 + q.y);
	observe("moves", moves);
	observe("reset", twins[0].x + twins[0].y);
	observe("twice", twice(twice(wrapped)).value);
	observe("middle", middle(p, (struct point){ 10, 20 }).y);
	observe("pointers", f[1](6, 7) + (*f[0])(1, 2) + choose_one(true)(5, 5) + choose_one(0)(1, 1));
	observe("same", choose_one(true) == multiply);
}

static int counter(void)
{
	static int calls = 40;
	static const int step[] = { 1, 10 };

	calls += step[1];
	return calls;
}

static int other_counter(void)
{
	static int calls;

	return ++calls;
}

static int factorial(int n)
{
	return n <= 1 ? 1 : n * factorial(n - 1);
}

static void statics(void)
{
	counter();
	observe("counter", counter());
	other_counter();
	observe("other", other_counter());
	observe("factorial", factorial(7));
	observe("func", __func__[2]);
}

static int shape(enum colour c, int n)
{
	int r = 0;

	switch (c) {
	case RED:
		r += 1;
		fallthrough;
	case GREEN:
		r += 10;
		break;
	case BLUE: {
		int extra = n;

		while (1) {
			if (extra-- <= 0)
				goto done;
			switch (extra) {
			case 2 ... 3:
				continue;
			case 4:
				break;
			default:
				r += 100;
			}
			r++;
		}
	}
	default:
		r = -1;
	}
done:
	return r;
}

static void control(void)
{
	int n = 0, m = 0, i;

	for (i = 0, n = 10; i < n; i++, n--)
		m += i;
	for (;;) {
		if (m-- < 3)
			break;
	}
	do
		m++;
	while (m < 20 && m != 7);
	observe("loop", i * 1000 + n * 100 + m);
	observe("shape", shape(RED, 0) + shape(GREEN, 0) * 10 + shape(BLUE, 6) + shape(3, 0));
	if (n > 3)
		if (n > 100)
			m = 1;
		else
			m = 2;
	observe("dangling", m);
	for (int k = 0; k < 3; k++) {
		if (k == 1)
			goto again;
		m += k;
again:
		m += 10;
	}
	observe("again", m);
}

static void operators(void)
{
	int a = 5, b = 0, *p = &a;
	unsigned char c = 250;
	struct point points[3] = { { 1, 1 }, { 2, 2 }, { 3, 3 } }, *at = points;

	observe("comma", (a = 3, a + 4));
	observe("elvis", (b ?: 7) + (a ?: 9));
	observe("chain", a = b = 4);
	c += 10;
	observe("wrap", c);
	observe("step", (*p)++);
	observe("stepped", ++*p);
	observe("pointer", (++at)->x + at++->y + at[-1].x + (int)(at - points));
	observe("end", &points[3] - at);
	observe("not", !a + !!b * 10 + ~c);
	observe("shift", (1u << 31 >> 3) + (-64 >> 3) + (1ul << 40 >> 38));
	observe("char", '\377' + '\x41' + '\\');
	observe("mixed", (-1 < 0u) * 10 + (-1 < 0l) + ((u8)-1 == 255));
	observe("size", sizeof a++ + sizeof(points) + sizeof *at);
	observe("unchanged", a);
	observe("ternary", (a > 0 ? (u32)-1 : -1) > 0);
	observe("block", ({ int t = a; t *= 2; t + 1; }));
	observe("typeof", sizeof(typeof(({ short s = 1; s; }))));
	observe("compatible", __builtin_types_compatible_p(typeof(a), int) * 10 + __builtin_types_compatible_p(int, long));
	observe("constant", __builtin_constant_p(3 + 4) * 10 + __builtin_constant_p(a));
	observe("min", min(a, 3) + max_t(long, a, 100) + clamp(a, 1, 2));
	observe("container", container_of(&first.count, struct node, count) == &first);
	observe("error", PTR_ERR(ERR_PTR(-12)) + IS_ERR(ERR_PTR(-12)) + IS_ERR_OR_NULL(NULL));
	observe("bool", (bool)256 + (bool)p);
	observe("tagged", ((unsigned long)p | 1) - (unsigned long)p);
}

static void objects(void)
{
	struct node copy, *n = &copy;
	mac_t mac = { 1, 2, [5] = 6 }, other;
	char name[8] = "eth", empty[4] = { };
	struct { int a; struct point p[2]; } nested = { 1, { { 2 }, 3, 4 } };

	n->flags.state = 9;
	n->flags.ready = 1;
	n->flags.dead = 0;
	n->word = 0x01020304;
	n->where[0] = nested.p[1];
	n->where[1] = n->where[0];
	n->where[1].x--;
	observe("flags", n->flags.state * 10 + n->flags.ready);
	observe("union", n->low + n->bytes[3]);
	observe("nested", nested.a * 1000 + nested.p[0].x * 100 + nested.p[0].y * 10 + nested.p[1].x + nested.p[1].y);
	observe("where", n->where[0].x * 10 + n->where[1].x + n->where[1].y);
	memcpy(other, mac, sizeof(mac));
	other[4]++;
	observe("mac", other[0] + other[1] * 10 + other[4] * 100 + other[5] * 1000);
	observe("compare", memcmp(mac, other, 4) * 10 + (memcmp(mac, other, 6) < 0));
	memset(&nested, 0, sizeof(nested));
	observe("cleared", nested.a + nested.p[1].y);
	observe("strings", strlen(name) * 100 + name[2] + empty[3] + strcmp(name, "eth"));
	n->flags.state++;
	n->flags.state <<= 2;
	observe("bits", n->flags.state);
}

static void run(void)
{
	initialisers();
	calls();
	statics();
	control();
	operators();
	objects();
}

struct scenario constructs = { .about = "one thread", .threads = { run } };
