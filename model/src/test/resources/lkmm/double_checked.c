/* What is made once, by whoever comes first, and found without the lock. */
#include <quiesce.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#pragma quiesce variant(unordered, UNORDERED)
#pragma quiesce variant(acquired)

static struct settings { int level; } *settings;
static DEFINE_MUTEX(lock);

static void user(void)
{
#ifdef UNORDERED
	struct settings *s = READ_ONCE(settings);
#else
	struct settings *s = smp_load_acquire(&settings);
#endif

	if (!s) {
		mutex_lock(&lock);
		s = READ_ONCE(settings);
		if (!s) {
			s = kmalloc(sizeof(*s), GFP_KERNEL);
			s->level = 3;
#ifdef UNORDERED
			WRITE_ONCE(settings, s);
#else
			smp_store_release(&settings, s);
#endif
		}
		mutex_unlock(&lock);
	}
	BUG_ON(READ_ONCE(s->level) != 3);
}

static void release(void)
{
	kfree(settings);
}

struct scenario double_checked = {
	.threads = { user, user },
	.exit = release,
	.memory = MEMORY_LKMM,
#ifdef UNORDERED
	.expect = UNINIT_READ,
#endif
};
