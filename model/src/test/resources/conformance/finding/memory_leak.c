/* MEMORY_LEAK: not freed and reachable from no global; a pointer into the middle reaches an object. */
#include <quiesce.h>
#include <linux/list.h>
#include <linux/slab.h>

#pragma quiesce variant(still_listed)
#pragma quiesce variant(forgotten, FORGOTTEN)

struct node { int value; struct list_head link; };
static LIST_HEAD(nodes);

static void add_two(void)
{
	struct node *a = kzalloc(sizeof(*a), GFP_KERNEL);
	struct node *b = kzalloc(sizeof(*b), GFP_KERNEL);

	list_add(&a->link, &nodes);
	list_add(&b->link, &nodes);
#ifdef FORGOTTEN
	list_del(&a->link);
#endif
	cover("two nodes made");
}

struct scenario nothing_lost = {
	.about = "what is allocated is freed or still reachable",
	.threads = { add_two },
#ifdef FORGOTTEN
	.expect = MEMORY_LEAK,
#endif
};
