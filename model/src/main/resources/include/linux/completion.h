/* Completions: count up, and wait for the count. */
#ifndef _LINUX_COMPLETION_H
#define _LINUX_COMPLETION_H

#include <linux/wait.h>
#include <linux/jiffies.h>

/* struct completion: done is how many waiters may go on; UINT_MAX: all. */
struct completion {
	unsigned int done;
};

#define COMPLETION_INITIALIZER(work) { .done = 0 }
#define COMPLETION_INITIALIZER_ONSTACK(work) ({ init_completion(&(work)); (work); })

/* DECLARE_COMPLETION(name), DECLARE_COMPLETION_ONSTACK(name): a completion that nobody has completed. */
#define DECLARE_COMPLETION(work) struct completion work = COMPLETION_INITIALIZER(work)
#define DECLARE_COMPLETION_ONSTACK(work) struct completion work = COMPLETION_INITIALIZER(work)
#define DECLARE_COMPLETION_ONSTACK_MAP(work, map) DECLARE_COMPLETION_ONSTACK(work)

/* init_completion(x): makes it one that nobody has completed. */
static inline void init_completion(struct completion *x)
{
	x->done = 0;
}

#define init_completion_map(x, map) init_completion(x)

/* reinit_completion(x): the same for one that was in use. */
static inline void reinit_completion(struct completion *x)
{
	x->done = 0;
}

/*
 * complete(x): lets one waiter go on, now or later. One step: in the kernel too the waiter gets on only when complete()
 * has touched x for the last time. What the caller does with the object after complete() may be a use after free.
 */
static inline void complete(struct completion *x)
{
	__q_step
		if (READ_ONCE(x->done) != ~0U)
			WRITE_ONCE(x->done, x->done + 1);
}

/* complete_all(x): lets every waiter go on, those that come later too. */
static inline void complete_all(struct completion *x)
{
	__q_step
		WRITE_ONCE(x->done, ~0U);
}

/* complete_on_current_cpu(x): as complete. */
#define complete_on_current_cpu(x) complete(x)

static inline void __q_completion_wait(struct completion *x)
{
	__q_waiting_step {
		__q_guard(READ_ONCE(x->done) != 0);
		if (READ_ONCE(x->done) != ~0U)
			WRITE_ONCE(x->done, x->done - 1);
	}
}

/* 0: the time was over first, which it may be whenever x is not done; else what is left of it. */
static inline unsigned long __q_completion_wait_timeout(struct completion *x, unsigned long timeout)
{
	bool in_time = true;

	__q_waiting_step {
		in_time = x->done != 0;
		__q_guard(in_time || __q_choose(0, 1));
		if (!in_time)
			__q_print("the time is over");
		if (in_time && x->done != ~0U)
			WRITE_ONCE(x->done, x->done - 1);
	}
	return in_time ? (timeout > 1 ? timeout : 1) : 0;
}

/* wait_for_completion(x): waits for a complete() that no other waiter has used up. Sleeps. */
static inline void wait_for_completion(struct completion *x)
{
	__q_might_sleep("wait_for_completion");
	__q_completion_wait(x);
}

/* wait_for_completion_io(x): the same. */
#define wait_for_completion_io(x) wait_for_completion(x)

/* wait_for_completion_interruptible(x), _killable, _state: the same; no signal ever comes, so they answer 0. */
static inline int wait_for_completion_interruptible(struct completion *x)
{
	wait_for_completion(x);
	return 0;
}

#define wait_for_completion_killable(x) wait_for_completion_interruptible(x)
#define wait_for_completion_state(x, state) wait_for_completion_interruptible(x)

/* wait_for_completion_timeout(x, timeout): the same, or 0 when the time is over, which it may be at any moment. Sleeps. */
static inline unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout)
{
	__q_might_sleep("wait_for_completion_timeout");
	return __q_completion_wait_timeout(x, timeout);
}

#define wait_for_completion_io_timeout(x, timeout) wait_for_completion_timeout((x), (timeout))
#define wait_for_completion_interruptible_timeout(x, timeout) ((long)wait_for_completion_timeout((x), (timeout)))
#define wait_for_completion_killable_timeout(x, timeout) ((long)wait_for_completion_timeout((x), (timeout)))

/* try_wait_for_completion(x): whether it is done now; uses up one complete() if so. */
static inline bool try_wait_for_completion(struct completion *x)
{
	bool done = false;

	__q_step {
		done = x->done != 0;
		if (done && x->done != ~0U)
			WRITE_ONCE(x->done, x->done - 1);
	}
	return done;
}

/* completion_done(x): whether a waiter would get on at once; if not, it orders nothing. */
static inline bool completion_done(struct completion *x)
{
	if (!READ_ONCE(x->done))
		return false;
	__q_step
		__q_touch(&x->done);
	return true;
}

#endif
