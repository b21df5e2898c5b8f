/* NULL_DEREF: what was checked must be what is used. */
#include <quiesce.h>
#include <linux/compiler.h>

#pragma quiesce variant(loaded_once)
#pragma quiesce variant(loaded_twice, TWICE)

struct device { int id; };
static struct device eth0 = { 1 };
static struct device *active = &eth0;

static void send(void)
{
	struct device *dev = READ_ONCE(active);

	if (!dev)
		return;
#ifdef TWICE
	dev = READ_ONCE(active);
#endif
	assert(READ_ONCE(dev->id) == 1);
	cover("sent");
}

static void leave(void)
{
	WRITE_ONCE(active, NULL);
}

struct scenario send_vs_leave = {
	.about = "the device that was checked is the one that is used",
	.threads = { send, leave },
#ifdef TWICE
	.expect = NULL_DEREF,
#endif
};
