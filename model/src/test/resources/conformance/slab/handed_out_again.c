/* Freed memory may be handed out again: a stale pointer to it is still a stale pointer, though it compares equal. */
#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/slab.h>

#pragma quiesce variant(counted)
#pragma quiesce variant(compared, COMPARED)
#pragma quiesce variant(used, USED)

struct node { int value; };
static struct node *top;
static struct node *kept;
static int version;

static void fill(void)
{
	top = kzalloc(sizeof(*top), GFP_KERNEL);
	kept = top;
}

static void replace(void)
{
	struct node *fresh;

	kfree(top);
	fresh = kzalloc(sizeof(*fresh), GFP_KERNEL);
	fresh->value = 1;
	WRITE_ONCE(top, fresh);
	WRITE_ONCE(version, 1);
}

static void same_as_before(void)
{
	await(READ_ONCE(version));
#if defined(COMPARED)
	BUG_ON(READ_ONCE(top) == kept);
#elif defined(USED)
	kept->value = 2;
#else
	if (READ_ONCE(top) == kept)
		cover("the same memory");
	else
		cover("other memory");
#endif
}

static void clean(void)
{
	kfree(top);
}

struct scenario aba = {
	.about = "equal pointers need not be the same object",
	.init = fill,
	.threads = { replace, same_as_before },
	.exit = clean,
#if defined(COMPARED)
	.expect = ASSERTION,
#elif defined(USED)
	.expect = USE_AFTER_FREE,
#endif
};
