/* LIST_CORRUPTION: what CONFIG_DEBUG_LIST catches, and what it lets pass. */
#include <quiesce.h>
#include <linux/list.h>

#pragma quiesce variant(right, HOW=0)
#pragma quiesce variant(added_twice, HOW=1)
#pragma quiesce variant(deleted_twice, HOW=2)
#pragma quiesce variant(neighbour_broken, HOW=3)

struct node { struct list_head link; };
static struct node n, m;
static LIST_HEAD(head);

static void one(void)
{
	list_add(&n.link, &head);
	list_add_tail(&m.link, &head);
#if HOW == 1
	list_add(&n.link, &head);
#elif HOW == 2
	list_del(&n.link);
	list_del(&n.link);
#elif HOW == 3
	m.link.prev = &head;
	list_del(&m.link);
#else
	list_del_init(&n.link);
	list_del_init(&n.link);
	list_del(&m.link);
	list_add(&m.link, &head);
	list_move(&m.link, &head);
	assert(list_is_singular(&head));
#endif
	cover("done");
}

struct scenario list_stays_whole = {
	.about = "nodes are linked once and unlinked once",
	.threads = { one },
#if HOW != 0
	.expect = LIST_CORRUPTION,
#endif
};
