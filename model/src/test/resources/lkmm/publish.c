/* What a reader finds behind a flag: under the kernel's memory model the order of two stores must be asked for. */
#include <quiesce.h>

#pragma quiesce variant(plain_stores)
#pragma quiesce variant(ordered, ORDERED)

static int data;
static int flag;

static void writer(void)
{
	WRITE_ONCE(data, 1);
#ifdef ORDERED
	smp_store_release(&flag, 1);
#else
	WRITE_ONCE(flag, 1);
#endif
}

static void reader(void)
{
	if (smp_load_acquire(&flag))
		BUG_ON(!READ_ONCE(data));
}

struct scenario message = {
	.threads = { writer, reader },
	.memory = MEMORY_LKMM,
#ifndef ORDERED
	.expect = ASSERTION,
#endif
};
