/* UNINIT_READ: kmalloc() does not clear, kzalloc() does; a variable has no value before it is given one. */
#include <quiesce.h>
#include <linux/slab.h>

#pragma quiesce variant(cleared)
#pragma quiesce variant(kmalloced, KMALLOC)
#pragma quiesce variant(variable, VARIABLE)

struct state { int set; int forgotten; unsigned int low : 3, high : 5; };

static void one(void)
{
#ifdef KMALLOC
	struct state *s = kmalloc(sizeof(*s), GFP_KERNEL);
#else
	struct state *s = kzalloc(sizeof(*s), GFP_KERNEL);
#endif
	int value;

	s->set = 1;
	s->low = 5;
	s->high = 17;
	assert(s->low == 5 && s->high == 17);
#ifndef VARIABLE
	value = s->forgotten;
#endif
	assert(value == 0);
	cover("read");
	kfree(s);
}

struct scenario initialised = {
	.about = "nothing is read before it is written",
	.threads = { one },
#if defined(KMALLOC) || defined(VARIABLE)
	.expect = UNINIT_READ,
#endif
};
