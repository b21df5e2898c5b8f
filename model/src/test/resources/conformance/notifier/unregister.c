/* When a block has been unregistered from a blocking, atomic or SRCU chain it does not run: a raw chain does not wait. */
#include <quiesce.h>
#include <linux/notifier.h>
#include <linux/slab.h>

#pragma quiesce variant(blocking)
#pragma quiesce variant(atomic, ATOMIC)
#pragma quiesce variant(srcu, SRCU)
#pragma quiesce variant(raw, RAW)

#if defined(ATOMIC)
static ATOMIC_NOTIFIER_HEAD(chain);
#define DO(what, ...) atomic_notifier_##what(&chain, __VA_ARGS__)
#elif defined(SRCU)
SRCU_NOTIFIER_HEAD_STATIC(chain);
#define DO(what, ...) srcu_notifier_##what(&chain, __VA_ARGS__)
#elif defined(RAW)
static RAW_NOTIFIER_HEAD(chain);
#define DO(what, ...) raw_notifier_##what(&chain, __VA_ARGS__)
#else
static BLOCKING_NOTIFIER_HEAD(chain);
#define DO(what, ...) blocking_notifier_##what(&chain, __VA_ARGS__)
#endif

struct listener {
	struct notifier_block nb;
	int calls;
};

static struct listener *listener;

static int heard(struct notifier_block *nb, unsigned long action, void *data)
{
	container_of(nb, struct listener, nb)->calls++;
	cover("heard");
	return NOTIFY_OK;
}

static void create(void)
{
#ifdef SRCU
	srcu_init_notifier_head(&chain);
#endif
	listener = kzalloc(sizeof(*listener), GFP_KERNEL);
	listener->nb.notifier_call = heard;
	DO(chain_register, &listener->nb);
}

static void tell(void)
{
	DO(call_chain, 1, NULL);
}

static void leave(void)
{
	DO(chain_unregister, &listener->nb);
	kfree(listener);
}

struct scenario unregister = {
	.about = "a block may be freed once it is unregistered",
	.init = create,
	.threads = { tell, leave },
	.races = RACES_IGNORE,
#ifdef RAW
	.expect = USE_AFTER_FREE,
#endif
};
