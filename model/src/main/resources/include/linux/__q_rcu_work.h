/* Work items that are queued after a grace period: part of linux/workqueue.h. */
#include <linux/workqueue.h>

#ifndef LINUX___Q_RCU_WORK_H
#define LINUX___Q_RCU_WORK_H

static inline void __q_rcu_work_expired(struct rcu_work *rwork)
{
	__q_step {
		unsigned long state = __q_item(&rwork->work);

		__q_item_pend(&rwork->work, __Q_SPAWN_WORK, __q_work_run);
		if (state & __Q_DELAYED)
			__q_work_arrive(rwork->wq, &rwork->work);
	}
}

/* queue_rcu_work(wq, rwork): false if it is pending already; else it is queued after a grace period. */
static inline bool queue_rcu_work(struct workqueue_struct *wq, struct rcu_work *rwork)
{
	__q_step {
		struct work_struct *work = &rwork->work;
		unsigned long state = __q_item(work);

		__q_touch(&work->func);
		if (state & __Q_PENDING || state >= __Q_DISABLED)
			return false;
		rwork->wq = wq;
		state = __q_with_field(state, __Q_PENDING_COLOUR, __q_field(state, __Q_NEXT_COLOUR));
		__q_item_set(work, state | __Q_PENDING | __Q_DELAYED);
		__q_ghost_set(__Q_T_ITEM_QUEUE, work, (unsigned long)wq);
		__q_spawn(__Q_SPAWN_CALLBACK, (void (*)())__q_rcu_work_expired, rwork, 0);
	}
	return true;
}

/* flush_rcu_work(rwork): waits for its grace period, and then flush_work. Sleeps. */
static inline bool flush_rcu_work(struct rcu_work *rwork)
{
	if (work_pending(&rwork->work)) {
		rcu_barrier();
		flush_work(&rwork->work);
		return true;
	}
	return flush_work(&rwork->work);
}

#endif
