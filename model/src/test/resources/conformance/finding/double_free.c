/* DOUBLE_FREE: two that both see the pointer both free it, unless one of them takes it away first. */
#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/slab.h>

#pragma quiesce variant(exchanged)
#pragma quiesce variant(checked, CHECKED)

static int *buffer;

static void fill(void)
{
	buffer = kzalloc(sizeof(*buffer), GFP_KERNEL);
}

static void drop(void)
{
#ifdef CHECKED
	int *mine = READ_ONCE(buffer);

	WRITE_ONCE(buffer, NULL);
#else
	int *mine = xchg(&buffer, NULL);
#endif
	if (mine)
		cover("freed");
	kfree(mine);
}

struct scenario two_drops = {
	.about = "the buffer is freed once",
	.init = fill,
	.threads = { drop, drop },
#ifdef CHECKED
	.expect = DOUBLE_FREE,
#endif
};
