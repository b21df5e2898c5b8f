/* complete lets one waiter go on, complete_all all of them, also those that come later. */
#include <quiesce.h>
#include <linux/completion.h>

#pragma quiesce variant(all)
#pragma quiesce variant(one, ONE)
#pragma quiesce variant(one_each, ONE, TWICE)

static DECLARE_COMPLETION(done);

static bool produced;

static void producer(void)
{
	WRITE_ONCE(produced, true);
#ifdef ONE
	complete(&done);
#ifdef TWICE
	complete(&done);
#endif
#else
	complete_all(&done);
#endif
}

static void consumer(void)
{
	wait_for_completion(&done);
	assert(READ_ONCE(produced));
	cover("went on");
}

struct scenario one_each = {
	.about = "every waiter needs a complete of its own",
	.threads = { producer, consumer, consumer },
#if defined(ONE) && !defined(TWICE)
	.expect = DEADLOCK,
#endif
};
