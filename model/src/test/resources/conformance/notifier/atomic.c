/* The functions of a blocking chain may sleep, those of an atomic one must not. */
#include <quiesce.h>
#include <linux/delay.h>
#include <linux/notifier.h>

#pragma quiesce variant(blocking)
#pragma quiesce variant(atomic, ATOMIC)

static int sleep(struct notifier_block *nb, unsigned long action, void *data)
{
	msleep(1);
	cover("slept");
	return NOTIFY_OK;
}

static struct notifier_block sleeper = { .notifier_call = sleep };

#ifdef ATOMIC
static ATOMIC_NOTIFIER_HEAD(chain);

static void tell(void)
{
	atomic_notifier_chain_register(&chain, &sleeper);
	atomic_notifier_call_chain(&chain, 1, NULL);
}
#else
static BLOCKING_NOTIFIER_HEAD(chain);

static void tell(void)
{
	blocking_notifier_chain_register(&chain, &sleeper);
	blocking_notifier_call_chain(&chain, 1, NULL);
}
#endif

struct scenario sleeping_listener = {
	.about = "an atomic chain is called inside an RCU read-side section",
	.threads = { tell },
#ifdef ATOMIC
	.expect = SLEEP_IN_ATOMIC,
#endif
};
