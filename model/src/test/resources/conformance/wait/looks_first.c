/* Who looks for waiters before he wakes them may look too early: the change they wait for is still in the store buffer. */
#include <quiesce.h>
#include <linux/wait.h>

#pragma quiesce variant(ordered)
#pragma quiesce variant(unordered, UNORDERED)

#ifdef UNORDERED
#define ORDER barrier()
#else
#define ORDER smp_mb()
#endif

static DECLARE_WAIT_QUEUE_HEAD(queue);
static DECLARE_WAIT_QUEUE_HEAD(entries);
static bool ready;
static unsigned long state = BIT(2);

static void sleeper(void)
{
	wait_event(queue, READ_ONCE(ready));
	cover("woken on a queue");
}

static void waker(void)
{
	WRITE_ONCE(ready, true);
	ORDER;
	if (waitqueue_active(&queue))
		wake_up(&queue);
}

static void has_sleeper(void)
{
	WRITE_ONCE(ready, true);
	if (wq_has_sleeper(&queue))
		wake_up(&queue);
}

static void sleeper_by_hand(void)
{
	DEFINE_WAIT(entry);

	for (;;) {
		prepare_to_wait(&entries, &entry, TASK_UNINTERRUPTIBLE);
		if (READ_ONCE(ready))
			break;
		schedule();
	}
	finish_wait(&entries, &entry);
	cover("woken by hand");
}

static void waker_by_hand(void)
{
	WRITE_ONCE(ready, true);
	ORDER;
	if (waitqueue_active(&entries))
		wake_up(&entries);
}

static void sleeper_on_variable(void)
{
	wait_var_event(&ready, READ_ONCE(ready));
	cover("woken on a variable");
}

static void waker_of_variable(void)
{
	WRITE_ONCE(ready, true);
	ORDER;
	wake_up_var(&ready);
}

static void sleeper_on_bit(void)
{
	wait_on_bit(&state, 2, TASK_UNINTERRUPTIBLE);
	cover("woken on a bit");
}

static void waker_of_bit(void)
{
	WRITE_ONCE(state, 0);
	ORDER;
	wake_up_bit(&state, 2);
}

#ifdef UNORDERED
#define MEANT DEADLOCK
#else
#define MEANT HOLDS
#endif

struct scenario queue_looked_at = {
	.about = "the waker asks waitqueue_active()",
	.threads = { sleeper, waker },
	.memory = MEMORY_TSO,
	.expect = MEANT,
};

struct scenario queue_looked_at_behind_barrier = {
	.about = "wq_has_sleeper() has the barrier",
	.threads = { sleeper, has_sleeper },
	.memory = MEMORY_TSO,
};

struct scenario entries_looked_at = {
	.about = "prepare_to_wait() is a full barrier for the waiter only",
	.threads = { sleeper_by_hand, waker_by_hand },
	.memory = MEMORY_TSO,
	.expect = MEANT,
};

struct scenario variable_woken = {
	.about = "wake_up_var() looks for waiters itself",
	.threads = { sleeper_on_variable, waker_of_variable },
	.memory = MEMORY_TSO,
	.expect = MEANT,
};

struct scenario bit_woken = {
	.about = "wake_up_bit() looks for waiters itself",
	.threads = { sleeper_on_bit, waker_of_bit },
	.memory = MEMORY_TSO,
	.expect = MEANT,
};
