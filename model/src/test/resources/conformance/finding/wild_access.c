/* WILD_ACCESS: outside every object: past an end, through an error pointer, through poison, by a wrong index. */
#include <quiesce.h>
#include <linux/err.h>
#include <linux/list.h>
#include <linux/slab.h>

#pragma quiesce variant(inside)
#pragma quiesce variant(past_the_end, PAST_END)
#pragma quiesce variant(bad_index, BAD_INDEX)
#pragma quiesce variant(error_pointer, ERROR_POINTER)
#pragma quiesce variant(poisoned, POISONED)
#pragma quiesce variant(middle_freed, MIDDLE)
#pragma quiesce variant(global_freed, GLOBAL)
#pragma quiesce variant(stack_freed, STACK)

struct item { int first; int second; struct list_head link; };
static int slots[4];
static LIST_HEAD(items);

static void one(void)
{
	struct item *item = kzalloc(sizeof(*item), GFP_KERNEL);
	int local = 0;
	int *p = &local;

	(void)p;
	list_add(&item->link, &items);
	list_del(&item->link);
#if defined(PAST_END)
	(&item->first)[sizeof(*item) / sizeof(int)] = 1;
#elif defined(BAD_INDEX)
	slots[choose(0, 4)] = 1;
#elif defined(ERROR_POINTER)
	((struct item *)ERR_PTR(-12))->first = 1;
#elif defined(POISONED)
	item->link.next->prev = NULL;
#elif defined(MIDDLE)
	kfree(&item->second);
#elif defined(GLOBAL)
	kfree(slots);
#elif defined(STACK)
	kfree(p);
#else
	slots[choose(0, 3)] = 1;
#endif
	kfree(item);
	cover("done");
}

struct scenario stays_inside = {
	.about = "every access is inside its object",
	.threads = { one },
#if defined(PAST_END) || defined(BAD_INDEX) || defined(ERROR_POINTER) || defined(POISONED) || defined(MIDDLE) || \
	defined(GLOBAL) || defined(STACK)
	.expect = WILD_ACCESS,
#endif
};
