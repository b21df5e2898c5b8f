/* The waiter may free the object with the completion; what complete's caller does with the object afterwards is too late. */
#include <quiesce.h>
#include <linux/completion.h>
#include <linux/slab.h>

#pragma quiesce variant(last_use)
#pragma quiesce variant(used_later, USED_LATER)
#pragma quiesce variant(timeout, TIMEOUT)

struct request {
	struct completion done;
	int result;
};

static struct request *request;

static void create(void)
{
	request = kzalloc(sizeof(*request), GFP_KERNEL);
	init_completion(&request->done);
}

static void answer(void)
{
	struct request *r = request;

	r->result = 1;
	complete(&r->done);
#ifdef USED_LATER
	r->result = 2;
#endif
}

static void ask(void)
{
#ifdef TIMEOUT
	if (!wait_for_completion_timeout(&request->done, HZ))
		cover("timed out");
#else
	wait_for_completion(&request->done);
	BUG_ON(!request->result);
#endif
	kfree(request);
	cover("freed");
}

struct scenario free_after_wait = {
	.about = "complete is the last that may be done to what the waiter frees",
	.init = create,
	.threads = { answer, ask },
	.races = RACES_IGNORE,
#if defined(USED_LATER) || defined(TIMEOUT)
	.expect = USE_AFTER_FREE,
#endif
};
