/* wait_for_completion waits for complete; nobody who completes it leaves the waiter asleep for ever. */
#include <quiesce.h>
#include <linux/completion.h>

#pragma quiesce variant(completed)
#pragma quiesce variant(forgotten, FORGOTTEN)

static DECLARE_COMPLETION(done);
static int data;

static void producer(void)
{
	data = 1;
#ifdef FORGOTTEN
	if (choose(true, false))
		return;
#endif
	complete(&done);
}

static void consumer(void)
{
	wait_for_completion(&done);
	BUG_ON(data != 1);
	cover("went on");
}

struct scenario complete_lets_go_on = {
	.about = "a waiter goes on after complete, and only then",
	.threads = { producer, consumer },
#ifdef FORGOTTEN
	.expect = DEADLOCK,
#endif
};
