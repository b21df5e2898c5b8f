/* The owner sleeps until the users are gone and then frees what the wait queue is in. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/wait.h>
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/spinlock.h>
#include <linux/rcupdate.h>

#pragma quiesce variant(wake_in_dying_object, HOW=0)
#pragma quiesce variant(completion, HOW=1)
#pragma quiesce variant(under_rcu, HOW=2)
#pragma quiesce variant(static_queue, HOW=3)
#pragma quiesce variant(locked, HOW=4)
#pragma quiesce variant(lost_wakeup, HOW=5)

struct chan {
	atomic_t users;
	wait_queue_head_t wait;
	struct completion done;
	struct rcu_head rcu;
	spinlock_t lock;
};

static struct chan *c;
static DECLARE_WAIT_QUEUE_HEAD(all_chans);

static void setup(void)
{
	c = kzalloc(sizeof(*c), GFP_KERNEL);
	atomic_set(&c->users, 2);
	init_waitqueue_head(&c->wait);
	init_completion(&c->done);
	spin_lock_init(&c->lock);
}

static void user(void)
{
#if HOW == 0
	if (atomic_dec_and_test(&c->users))
		wake_up(&c->wait);
#elif HOW == 1
	if (atomic_dec_and_test(&c->users))
		complete(&c->done);
#elif HOW == 2
	rcu_read_lock();
	if (atomic_dec_and_test(&c->users))
		wake_up(&c->wait);
	rcu_read_unlock();
#elif HOW == 3
	if (atomic_dec_and_test(&c->users))
		wake_up(&all_chans);
#elif HOW == 4
	spin_lock(&c->lock);
	if (atomic_dec_and_test(&c->users))
		wake_up(&c->wait);
	spin_unlock(&c->lock);
#else
	if (atomic_dec_return(&c->users) == 0 && waitqueue_active(&all_chans))
		wake_up(&all_chans);
#endif
}

static void owner(void)
{
#if HOW == 0
	wait_event(c->wait, !atomic_read(&c->users));
	kfree(c);
#elif HOW == 1
	wait_for_completion(&c->done);
	kfree(c);
#elif HOW == 2
	wait_event(c->wait, !atomic_read(&c->users));
	kfree_rcu(c, rcu);
#elif HOW == 3
	wait_event(all_chans, !atomic_read(&c->users));
	kfree(c);
#elif HOW == 4
	wait_event(c->wait, !atomic_read(&c->users));
	spin_lock(&c->lock);
	spin_unlock(&c->lock);
	kfree(c);
#else
	DEFINE_WAIT(w);

	if (atomic_read(&c->users)) {
		prepare_to_wait(&all_chans, &w, TASK_UNINTERRUPTIBLE);
		schedule();
		finish_wait(&all_chans, &w);
	}
	kfree(c);
#endif
	cover("freed");
}

struct scenario drain = {
	.init = setup,
	.threads = { user, user, owner },
#if HOW == 0
	.expect = USE_AFTER_FREE,
#elif HOW == 5
	.expect = DEADLOCK,
#endif
};
