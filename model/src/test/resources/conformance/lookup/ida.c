/* ida_alloc gives each number to one at a time. */
#include <quiesce.h>
#include <linux/idr.h>

#pragma quiesce variant(freed_once)
#pragma quiesce variant(freed_twice, TWICE)

static DEFINE_IDA(ida);
static int owners[2];

static void own(void)
{
	int id = ida_alloc(&ida, GFP_KERNEL);

	BUG_ON(id < 0 || id > 1 || owners[id]);
	owners[id] = 1;
	if (id == 1)
		cover("the other has one");
	owners[id] = 0;
	ida_free(&ida, id);
#ifdef TWICE
	ida_free(&ida, id);
#endif
}

struct scenario numbers = {
	.about = "a number is free again when it has been freed, once",
	.threads = { own, own },
#ifdef TWICE
	.expect = ASSERTION,
#endif
};
