/* A section is left with what srcu_read_lock() returned for it: a count of readers would not go down to zero otherwise. */
#include <quiesce.h>
#include <linux/srcu.h>

#pragma quiesce variant(right)
#pragma quiesce variant(broken, BROKEN)

DEFINE_STATIC_SRCU(one);
DEFINE_STATIC_SRCU(two);

static void reads_both(void)
{
	int a = srcu_read_lock(&one);
	int b = srcu_read_lock(&two);

#ifdef BROKEN
	srcu_read_unlock(&two, a);
	srcu_read_unlock(&one, b);
#else
	srcu_read_unlock(&two, b);
	srcu_read_unlock(&one, a);
#endif
	cover("both");
}

struct scenario of_another_domain = {
	.about = "each domain has its own",
	.threads = { reads_both },
#ifdef BROKEN
	.expect = LOCK_MISUSE,
#endif
};

static struct { int cookie; } saved;

static void reads_and_saves(void)
{
#ifdef BROKEN
	srcu_read_lock(&one);
#else
	saved.cookie = srcu_read_lock(&one);
#endif
	srcu_read_unlock(&one, saved.cookie);
	cover("saved");
}

struct scenario not_saved = {
	.about = "it is not always zero",
	.threads = { reads_and_saves },
#ifdef BROKEN
	.expect = LOCK_MISUSE,
#endif
};

static void reads_within(void)
{
	int outer = srcu_read_lock(&one);
	int inner = srcu_read_lock(&one);

#ifdef BROKEN
	outer = inner;
#endif
	srcu_read_unlock(&one, inner);
	srcu_read_unlock(&one, outer);
	cover("within");
}

struct scenario one_for_two = {
	.about = "nor the same for a section and the one within it",
	.threads = { reads_within },
#ifdef BROKEN
	.expect = LOCK_MISUSE,
#endif
};
