/* Entries on a wait queue: exclusive ones stand behind the others; none is put there twice, or taken off twice. */
#include <quiesce.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

#pragma quiesce variant(right)
#pragma quiesce variant(wrong, WRONG)

static DECLARE_WAIT_QUEUE_HEAD(queue);
static DEFINE_SPINLOCK(lock);
static bool ready;

static void alone(void)
{
	wait_event_exclusive(queue, READ_ONCE(ready));
	cover("woken alone");
}

static void with_others(void)
{
	DEFINE_WAIT(wait);

	for (;;) {
#ifdef WRONG
		prepare_to_wait_exclusive(&queue, &wait, TASK_UNINTERRUPTIBLE);
#else
		prepare_to_wait(&queue, &wait, TASK_UNINTERRUPTIBLE);
#endif
		if (READ_ONCE(ready))
			break;
		schedule();
	}
	finish_wait(&queue, &wait);
	cover("woken with others");
}

static void wakes(void)
{
	WRITE_ONCE(ready, true);
	wake_up(&queue);
}

struct scenario exclusive_behind = {
	.about = "however late an entry comes that is not exclusive, wake_up wakes it too",
	.threads = { alone, with_others, wakes },
#ifdef WRONG
	.expect = DEADLOCK,
#endif
};

static void puts(void)
{
	DECLARE_WAITQUEUE(wait, current);

	add_wait_queue(&queue, &wait);
#ifdef WRONG
	add_wait_queue(&queue, &wait);
#endif
	remove_wait_queue(&queue, &wait);
	cover("put once");
}

struct scenario put_twice = {
	.threads = { puts },
#ifdef WRONG
	.expect = LIST_CORRUPTION,
#endif
};

static void takes(void)
{
	DECLARE_WAITQUEUE(wait, current);
	DEFINE_WAIT(removed_by_wake_up);

	add_wait_queue(&queue, &wait);
	remove_wait_queue(&queue, &wait);
#ifdef WRONG
	remove_wait_queue(&queue, &wait);
#endif
	remove_wait_queue(&queue, &removed_by_wake_up);
	cover("taken off once");
}

struct scenario taken_off_twice = {
	.threads = { takes },
#ifdef WRONG
	.expect = LIST_CORRUPTION,
#endif
};

static void waits_locked(void)
{
	spin_lock(&lock);
#ifdef WRONG
	wait_event_cmd(queue, ready, (void)0, (void)0);
#else
	wait_event_cmd(queue, ready, spin_unlock(&lock), spin_lock(&lock));
#endif
	spin_unlock(&lock);
	cover("slept without the lock");
}

static void wakes_locked(void)
{
	spin_lock(&lock);
	ready = true;
	spin_unlock(&lock);
	wake_up(&queue);
}

struct scenario sleeps_with_the_lock = {
	.threads = { waits_locked, wakes_locked },
#ifdef WRONG
	.expect = SLEEP_IN_ATOMIC,
#endif
};
