/* A lock is initialised before others can take it, and once. */
#include <quiesce.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#pragma quiesce variant(right)
#pragma quiesce variant(broken, BROKEN)

struct object {
	spinlock_t lock;
	struct mutex mutex;
	int a, b;
};

static struct object *object;

static void create(void)
{
	object = kzalloc(sizeof(*object), GFP_KERNEL);
	assume(object);
	spin_lock_init(&object->lock);
	mutex_init(&object->mutex);
}

static void destroy(void)
{
	kfree(object);
}

static void works(void)
{
	spin_lock(&object->lock);
	WRITE_ONCE(object->a, 1);
	WRITE_ONCE(object->b, 1);
	spin_unlock(&object->lock);
	cover("worked");
}

static void resets(void)
{
#ifndef BROKEN
	spin_lock(&object->lock);
#else
	spin_lock_init(&object->lock);
#endif
	WRITE_ONCE(object->a, 0);
	WRITE_ONCE(object->b, 0);
#ifndef BROKEN
	spin_unlock(&object->lock);
#endif
}

struct scenario by_another = {
	.about = "who resets an object does not reset its lock",
	.init = create,
	.threads = { works, resets },
	.exit = destroy,
#ifdef BROKEN
	.expect = LOCK_MISUSE,
#endif
};

static void initialises_late(void)
{
#ifdef BROKEN
	mutex_lock(&object->mutex);
	mutex_init(&object->mutex);
#else
	mutex_init(&object->mutex);
	mutex_lock(&object->mutex);
#endif
	mutex_unlock(&object->mutex);
	cover("initialised");
}

struct scenario by_its_owner = {
	.about = "a mutex is not initialised by who holds it",
	.init = create,
	.threads = { initialises_late },
	.exit = destroy,
#ifdef BROKEN
	.expect = LOCK_MISUSE,
#endif
};

static DEFINE_SPINLOCK(global);
static int counter;

static void counts(void)
{
	spin_lock(&global);
	WRITE_ONCE(counter, counter + 1);
	spin_unlock(&global);
	cover("counted");
}

static void starts_over(void)
{
#ifdef BROKEN
	spin_lock_init(&global);
#else
	spin_lock(&global);
	WRITE_ONCE(counter, 0);
	spin_unlock(&global);
#endif
}

struct scenario around_one_access = {
	.about = "nor one that is never held for long",
	.threads = { counts, starts_over },
#ifdef BROKEN
	.expect = LOCK_MISUSE,
#endif
};

static struct rw_semaphore sem;

static void create_sem(void)
{
	init_rwsem(&sem);
}

static void reads(void)
{
	down_read(&sem);
#ifdef BROKEN
	init_rwsem(&sem);
#endif
	up_read(&sem);
	cover("read");
}

struct scenario by_a_reader = {
	.about = "nor an rwsem",
	.init = create_sem,
	.threads = { reads },
#ifdef BROKEN
	.expect = LOCK_MISUSE,
#endif
};
