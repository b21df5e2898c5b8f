/*
 * What kmalloc() returns is decided when it is called, also where it directly follows an unlock: by then somebody else
 * may have freed what this thread gave away a moment ago, and it gets the same memory again.
 */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#pragma quiesce variant(looked_up_afresh)
#pragma quiesce variant(compared, COMPARED)

struct handle { int serial; };
static DEFINE_SPINLOCK(lock);
static struct handle *shown;

static void replace_twice(void)
{
	struct handle *h = kzalloc(sizeof(*h), GFP_KERNEL);

	h->serial = 1;
	spin_lock(&lock);
	WRITE_ONCE(shown, h);
	spin_unlock(&lock);
	h = kzalloc(sizeof(*h), GFP_KERNEL);
	h->serial = 2;
	spin_lock(&lock);
	if (!shown) {
		WRITE_ONCE(shown, h);
		h = NULL;
	}
	spin_unlock(&lock);
	kfree(h);
}

static void take_away(void)
{
	struct handle *h;

	spin_lock(&lock);
	h = shown;
	shown = NULL;
	spin_unlock(&lock);
	kfree(h);
}

static void use_twice(void)
{
	struct handle *first;
	int serial = 0;

	spin_lock(&lock);
	first = shown;
	if (first)
		serial = first->serial;
	spin_unlock(&lock);
	spin_lock(&lock);
	if (first && shown == first) {
		if (shown->serial != serial)
			cover("the same address, another handle");
#ifdef COMPARED
		assert(shown->serial == serial);
#endif
	}
	spin_unlock(&lock);
}

static void clean_up(void)
{
	kfree(shown);
}

struct scenario comparison = {
	.about = "an address that is the same again need not be the same object",
	.threads = { replace_twice, take_away, use_twice },
	.exit = clean_up,
#ifdef COMPARED
	.expect = ASSERTION,
#endif
};
