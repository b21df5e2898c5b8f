/* guard() holds to the end of its scope, however that is left; __free() frees there what nobody has taken over. */
#include <quiesce.h>
#include <linux/cleanup.h>
#include <linux/mutex.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/srcu.h>

#pragma quiesce variant(held)
#pragma quiesce variant(too_short, TOO_SHORT)
#pragma quiesce variant(sleeps, SLEEPS)
#pragma quiesce variant(returned, RETURNED)
#pragma quiesce variant(leaked, LEAKED)

struct conn { int users; bool dead; };

static DEFINE_MUTEX(lock);
static DEFINE_SPINLOCK(list_lock);
DEFINE_STATIC_SRCU(domain);
static int count, left;
static struct conn *kept;

static int add(int way)
{
#ifdef TOO_SHORT
	{
		guard(mutex)(&lock);
	}
#else
	guard(mutex)(&lock);
#endif
	for (int i = 0; i < 2; i++) {
		guard(spinlock_bh)(&list_lock);
		if (i == way)
			continue;
		left++;
		if (way == 7)
			goto out;
	}
	scoped_guard(spinlock_irqsave, &list_lock) {
		left++;
		if (way)
			break;
#ifdef SLEEPS
		synchronize_srcu(&domain);
#endif
	}
	count++;
	return count;
out:
	return -1;
}

static struct conn *conn_alloc(int users)
{
	struct conn *c __free(kfree) = kzalloc(sizeof(*c), GFP_KERNEL);

	if (!c)
		return ERR_PTR(-ENOMEM);
	if (!users)
		return NULL;
	c->users = users;
#ifdef RETURNED
	return c;
#else
	return_ptr(c);
#endif
}

static int refuse(bool now)
{
	scoped_cond_guard(mutex_try, return -EBUSY, &lock)
		return now;
	return -EINVAL;
}

static void first(void)
{
	BUG_ON(add(0) < 1);
	guard(srcu)(&domain);
	guard(rcu)();
	BUG_ON(rcu_read_lock_held() == 0);
}

static void second(void)
{
	BUG_ON(add(1) < 1);
	scoped_guard(rtnl)
		ASSERT_RTNL();
	BUG_ON(rtnl_is_locked() && lockdep_rtnl_is_held());
}

static void alone(void)
{
	BUG_ON(count != 2 || left != 4);
	BUG_ON(add(7) != -1 || mutex_is_locked(&lock) || spin_is_locked(&list_lock));
	BUG_ON(refuse(true) != 1);
	mutex_lock(&lock);
	BUG_ON(refuse(true) != -EBUSY);
	mutex_unlock(&lock);
	BUG_ON(conn_alloc(0));
	kept = conn_alloc(3);
	BUG_ON(kept->users != 3);
#ifdef LEAKED
	kept = NULL;
#else
	kfree(kept);
#endif
	cover("all");
}

struct scenario guards = {
	.about = "scopes clean up after themselves",
	.threads = { first, second },
	.exit = alone,
	.races = RACES_IGNORE,
#if defined(TOO_SHORT)
	.expect = ASSERTION,
#elif defined(SLEEPS)
	.expect = SLEEP_IN_ATOMIC,
#elif defined(RETURNED)
	.expect = USE_AFTER_FREE,
#elif defined(LEAKED)
	.expect = MEMORY_LEAK,
#endif
};
