/* What a jump passes by on its way into a block exists all the same, without a value. */
#include <quiesce.h>

#pragma quiesce variant(written)
#pragma quiesce variant(scalar_not_written, SCALAR)
#pragma quiesce variant(object_not_written, OBJECT)

static int state;
static int result;

static void put(int *p, int value)
{
	*p = value;
}

static int get(const int *p)
{
	return *p;
}

/* A label of a block: the macro may be used more than once in a function. */
#define is_zero(x) ({	\
	__label__ out;	\
	int yes = 0;	\
	if (x)		\
		goto out;	\
	yes = 1;	\
out:	yes;		\
})

static void declared_before_the_cases(void)
{
	switch (READ_ONCE(state)) {
		int kept;
		int given;
	case 0:
		kept = 3;
#ifndef OBJECT
		put(&given, 4);
#endif
		result = kept + get(&given);
		break;
	default:
		result = 1;
	}
	BUG_ON(result != 7);
	cover("in the case");
}

static void jumped_past(void)
{
	if (!state)
		goto skip;
	int a = 5;
	int b = 5;
	result = a + get(&b);
skip:
#ifndef SCALAR
	a = 6;
#endif
	put(&b, 7);
	BUG_ON(a + get(&b) != 13);
	cover("behind the label");
}

static void anew_each_time(void)
{
	int n = 0, sum = 0;
again:
	;
	int z;

	put(&z, n);
	sum += get(&z);
	if (n++ < 3)
		goto again;
	BUG_ON(sum != 6);
}

static void without_its_tail(void)
{
	struct flexible { int n; int items[]; } f = { .n = 3 }, g;

	g.n = f.n;
	BUG_ON(g.n != 3 || sizeof(f) != 4);
}

static void run(void)
{
	without_its_tail();
	BUG_ON(is_zero(1) || !is_zero(0));
	declared_before_the_cases();
	jumped_past();
	anew_each_time();
}

struct scenario scopes = {
	.about = "objects live as long as their block, wherever it is entered",
	.threads = { run },
#if defined(SCALAR) || defined(OBJECT)
	.expect = UNINIT_READ,
#endif
};
