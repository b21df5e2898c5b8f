/* REF_MISUSE: from zero, below zero, to zero by refcount_dec(). */
#include <quiesce.h>
#include <linux/refcount.h>

#pragma quiesce variant(right, HOW=0)
#pragma quiesce variant(from_zero, HOW=1)
#pragma quiesce variant(below_zero, HOW=2)
#pragma quiesce variant(dec_to_zero, HOW=3)

static refcount_t refs = REFCOUNT_INIT(1);

static void get_and_put(void)
{
#if HOW == 1
	refcount_inc(&refs);
	refcount_dec(&refs);
#else
	if (!refcount_inc_not_zero(&refs))
		return;
	cover("got one");
	if (refcount_dec_and_test(&refs))
		cover("put the last");
#endif
}

static void put(void)
{
#if HOW == 3
	refcount_dec(&refs);
#else
	refcount_dec_and_test(&refs);
#endif
#if HOW == 2
	refcount_dec_and_test(&refs);
#endif
}

struct scenario references = {
	.about = "references are counted rightly",
	.threads = { get_and_put, put },
#if HOW != 0
	.expect = REF_MISUSE,
#endif
};
