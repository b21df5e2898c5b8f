/* A notifier block is freed while a chain that it was taken off the wrong way still calls it. */
#include <quiesce.h>
#include <linux/notifier.h>
#include <linux/slab.h>
#include <linux/rcupdate.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, SYNC)
struct sub { struct notifier_block nb; int hits; };
static ATOMIC_NOTIFIER_HEAD(chain);
static RAW_NOTIFIER_HEAD(raw_chain);
static BLOCKING_NOTIFIER_HEAD(blocking);
static struct sub *sub;
static int cb(struct notifier_block *nb, unsigned long action, void *data)
{
	struct sub *s = container_of(nb, struct sub, nb);
	s->hits++;
	cover("called");
	return action == 3 ? notifier_from_errno(-EINVAL) : NOTIFY_OK;
}
static void init(void)
{
	sub = kzalloc(sizeof *sub, GFP_KERNEL);
	sub->nb.notifier_call = cb;
	sub->nb.priority = INT_MAX;
	BUG_ON(atomic_notifier_chain_register(&chain, &sub->nb));
}
static void call(void)
{
	int ret = atomic_notifier_call_chain(&chain, choose(1, 3), NULL);
	ret = notifier_to_errno(ret);
	BUG_ON(ret && ret != -EINVAL);
}
static void leave(void)
{
#ifdef SYNC
	atomic_notifier_chain_unregister(&chain, &sub->nb);
#else
	chain.head = NULL;
#endif
	kfree(sub);
}
struct scenario call_vs_leave = { .init = init, .threads = { call, leave }, .races = RACES_IGNORE,
#ifndef SYNC
	.expect = USE_AFTER_FREE,
#endif
};
