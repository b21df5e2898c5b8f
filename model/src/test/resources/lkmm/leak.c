/* What is left at the end is what this execution made, not what another path would have. */
#include <quiesce.h>
#include <linux/slab.h>

#pragma quiesce variant(forgotten, FORGOTTEN)
#pragma quiesce variant(freed)

struct node { struct node *next; };

static struct node *first;

static void free_all(void)
{
	struct node *node, *next;

	for (node = first; node; node = next) {
		next = node->next;
		kfree(node);
	}
}

static void add_two(void)
{
	for (int i = 0; i < 2; i++) {
		struct node *node = kzalloc(sizeof(*node), GFP_KERNEL);

		if (choose(false, true)) {
#ifndef FORGOTTEN
			kfree(node);
#endif
			break;
		}
		node->next = first;
		first = node;
	}
	free_all();
	first = NULL;
}

struct scenario refused = {
	.about = "nothing is left of what was made, wherever it ends",
	.memory = MEMORY_LKMM,
	.threads = { add_two },
#ifdef FORGOTTEN
	.expect = MEMORY_LEAK,
#endif
};
