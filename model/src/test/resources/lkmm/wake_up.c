/* What must be between a change and a look for those who wait for it. */
#include <quiesce.h>
#include <linux/bitops.h>
#include <linux/wait.h>

#pragma quiesce variant(ordered)
#pragma quiesce variant(unordered, UNORDERED)

#ifdef UNORDERED
#define smp_mb_if_ordered() barrier()
#define MEANT DEADLOCK
#else
#define smp_mb_if_ordered() smp_mb__after_atomic()
#define MEANT HOLDS
#endif

static DECLARE_WAIT_QUEUE_HEAD(queue);
static unsigned long state = BIT(2);

static void sleeper(void)
{
	wait_event(queue, !test_bit(2, &state));
}

static void waker(void)
{
	clear_bit(2, &state);
	smp_mb_if_ordered();
	if (waitqueue_active(&queue))
		wake_up(&queue);
}

static void sleeper_on_bit(void)
{
	wait_on_bit(&state, 2, TASK_UNINTERRUPTIBLE);
}

static void waker_of_bit(void)
{
	clear_bit(2, &state);
	smp_mb_if_ordered();
	wake_up_bit(&state, 2);
}

static void waker_in_one(void)
{
	clear_and_wake_up_bit(2, &state);
}

static void waker_without_look(void)
{
	clear_bit(2, &state);
	wake_up(&queue);
}

struct scenario queue_looked_at = { .threads = { sleeper, waker }, .memory = MEMORY_LKMM, .expect = MEANT };
struct scenario bit_woken = { .threads = { sleeper_on_bit, waker_of_bit }, .memory = MEMORY_LKMM, .expect = MEANT };
struct scenario in_one = { .threads = { sleeper_on_bit, waker_in_one }, .memory = MEMORY_LKMM };
struct scenario without_look = { .threads = { sleeper, waker_without_look }, .memory = MEMORY_LKMM };
