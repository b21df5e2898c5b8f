/* An SRCU grace period waits for readers of its own domain; an SRCU section may sleep; waiting inside it is a deadlock. */
#include <quiesce.h>
#include <linux/delay.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/srcu.h>

#pragma quiesce variant(own)
#pragma quiesce variant(other_domain, OTHER)
#pragma quiesce variant(lock_inversion, INVERSION)

DEFINE_STATIC_SRCU(domain);
DEFINE_STATIC_SRCU(other);
static DEFINE_MUTEX(lock);
static int *data;

static void fill(void)
{
	data = kzalloc(sizeof(*data), GFP_KERNEL);
	*data = 4;
}

static void reader(void)
{
	int idx = srcu_read_lock(&domain);
	int *p = srcu_dereference(data, &domain);

#ifdef INVERSION
	mutex_lock(&lock);
	mutex_unlock(&lock);
#endif
	msleep(1);
	if (p) {
		assert(READ_ONCE(*p) == 4);
		cover("read");
	}
	srcu_read_unlock(&domain, idx);
}

static void updater(void)
{
	int *old = data;

	mutex_lock(&lock);
	WRITE_ONCE(data, NULL);
#ifdef OTHER
	synchronize_srcu(&other);
#else
	synchronize_srcu(&domain);
#endif
	mutex_unlock(&lock);
	kfree(old);
}

struct scenario srcu_readers = {
	.about = "what an SRCU section found stays while it lasts",
	.init = fill,
	.threads = { reader, updater },
#if defined(OTHER)
	.expect = USE_AFTER_FREE,
#elif defined(INVERSION)
	.expect = DEADLOCK,
#endif
};
