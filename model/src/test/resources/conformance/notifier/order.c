/* A chain is called in order of priority, until somebody stops it. */
#include <quiesce.h>
#include <linux/notifier.h>

#pragma quiesce variant(greater_first)
#pragma quiesce variant(lesser_first, LESSER_FIRST)

static RAW_NOTIFIER_HEAD(chain);
static int order;

static int first(struct notifier_block *nb, unsigned long action, void *data)
{
	BUG_ON(order != 0);
	order = 1;
	return NOTIFY_DONE;
}

static int second(struct notifier_block *nb, unsigned long action, void *data)
{
	BUG_ON(order != 1 || action != 42 || data != &chain);
	order = 2;
	return notifier_from_errno(-EBUSY);
}

static int never(struct notifier_block *nb, unsigned long action, void *data)
{
	BUG();
	return NOTIFY_OK;
}

static struct notifier_block blocks[] = {
	{ .notifier_call = never, .priority = -1 },
#ifdef LESSER_FIRST
	{ .notifier_call = first, .priority = 1 },
	{ .notifier_call = second, .priority = 2 },
#else
	{ .notifier_call = first, .priority = 2 },
	{ .notifier_call = second, .priority = 1 },
#endif
};

static void call(void)
{
	for (int i = 0; i < 3; i++)
		BUG_ON(raw_notifier_chain_register(&chain, &blocks[i]));
	BUG_ON(raw_notifier_chain_register(&chain, &blocks[0]) != -EEXIST);
	BUG_ON(notifier_to_errno(raw_notifier_call_chain(&chain, 42, &chain)) != -EBUSY);
	BUG_ON(order != 2);
	for (int i = 0; i < 3; i++)
		BUG_ON(raw_notifier_chain_unregister(&chain, &blocks[i]));
	BUG_ON(raw_notifier_chain_unregister(&chain, &blocks[0]) != -ENOENT);
	BUG_ON(raw_notifier_call_chain(&chain, 42, &chain) != NOTIFY_DONE);
	cover("called");
}

struct scenario priority = {
	.about = "the greater the priority, the earlier the call",
	.threads = { call },
#ifdef LESSER_FIRST
	.expect = ASSERTION,
#endif
};
