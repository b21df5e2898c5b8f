/* What completion, wait and wait_bit offer, at work. */
#include <linux/completion.h>
#include <linux/sched.h>
#include <linux/wait.h>
#include <linux/wait_bit.h>

static DECLARE_COMPLETION(done);
static DECLARE_WAIT_QUEUE_HEAD(queue);
static DEFINE_SPINLOCK(lock);
static unsigned long word = 1;
static int count;

static void complete_it(void)
{
	complete_all(&done);
}

static void wait_for_it(void)
{
	BUG_ON(wait_for_completion_interruptible(&done));
	BUG_ON(wait_for_completion_killable(&done));
	BUG_ON(!wait_for_completion_timeout(&done, 1));
	BUG_ON(wait_for_completion_interruptible_timeout(&done, 5) <= 0);
	BUG_ON(!try_wait_for_completion(&done) || !completion_done(&done));
	reinit_completion(&done);
	BUG_ON(try_wait_for_completion(&done) || completion_done(&done));
}

static void wake(void)
{
	spin_lock_irq(&lock);
	count++;
	spin_unlock_irq(&lock);
	wake_up_interruptible_all(&queue);
}

static void sleep(void)
{
	spin_lock_irq(&lock);
	BUG_ON(wait_event_interruptible_lock_irq(queue, count, lock));
	wait_event_lock_irq(queue, count, lock);
	BUG_ON(!count);
	spin_unlock_irq(&lock);
	BUG_ON(wait_event_killable(queue, READ_ONCE(count)));
	wait_event_idle(queue, READ_ONCE(count));
	BUG_ON(wait_event_timeout(queue, READ_ONCE(count), 0) != 1);
	BUG_ON(wait_event_interruptible_timeout(queue, READ_ONCE(count), 7) != 7);
	BUG_ON(waitqueue_active(&queue) || wq_has_sleeper(&queue));
}

static void unlock_bit(void)
{
	clear_and_wake_up_bit(0, &word);
}

static void lock_bit(void)
{
	BUG_ON(wait_on_bit_lock(&word, 0, TASK_UNINTERRUPTIBLE));
	BUG_ON(!test_bit(0, &word));
	clear_bit(0, &word);
	wake_up_bit(&word, 0);
}

static int woken;

static int remember(struct wait_queue_entry *entry, unsigned int mode, int flags, void *key)
{
	woken++;
	return 1;
}

static void entries(void)
{
	struct wait_queue_entry first, second;

	init_waitqueue_func_entry(&first, remember);
	init_waitqueue_func_entry(&second, remember);
	add_wait_queue_exclusive(&queue, &first);
	add_wait_queue_exclusive(&queue, &second);
	BUG_ON(!waitqueue_active(&queue));
	wake_up(&queue);
	BUG_ON(woken != 1);
	wake_up_nr(&queue, 2);
	BUG_ON(woken != 3);
	remove_wait_queue(&queue, &first);
	wake_up_all(&queue);
	BUG_ON(woken != 4);
	remove_wait_queue(&queue, &second);
	wake_up(&queue);
	BUG_ON(woken != 4 || waitqueue_active(&queue));
}

struct scenario completions = { .threads = { complete_it, wait_for_it } };
struct scenario queues = { .threads = { wake, sleep } };
struct scenario bits = { .threads = { unlock_bit, lock_bit, lock_bit } };
struct scenario wait_entries = { .threads = { entries } };
