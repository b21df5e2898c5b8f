/* Ghost blocks that look at memory, under the kernel's memory model. */
#include <quiesce.h>

#pragma quiesce variant(good)
#pragma quiesce variant(bad, BAD)

static int data, flag, told;

static void writer(void)
{
	WRITE_ONCE(data, 1);
	ghost {
		told++;
	}
#ifdef BAD
	WRITE_ONCE(flag, 1);
#else
	smp_store_release(&flag, 1);
#endif
}

/* What the block reads was stored before what the thread has acquired. */
static void reader(void)
{
	if (smp_load_acquire(&flag))
		ghost {
			assert(data == 1);
		}
}

struct scenario ghost_behind_acquire = {
	.memory = MEMORY_LKMM,
	.threads = { writer, reader },
};

/* An error that has nothing to do with ghost blocks is one. */
static void checks(void)
{
	ghost {
		told++;
	}
	if (smp_load_acquire(&flag))
		BUG_ON(!READ_ONCE(data));
}

struct scenario error_beside_ghost = {
	.memory = MEMORY_LKMM,
	.threads = { writer, checks },
#ifdef BAD
	.expect = ASSERTION,
#endif
};
