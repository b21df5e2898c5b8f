/* Notifier chains: functions that are called in order of priority. */
#ifndef _LINUX_NOTIFIER_H
#define _LINUX_NOTIFIER_H

#include <linux/errno.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/rcupdate.h>
#include <linux/srcu.h>

#define NOTIFY_DONE 0x0000
#define NOTIFY_OK 0x0001
#define NOTIFY_STOP_MASK 0x8000
#define NOTIFY_BAD (NOTIFY_STOP_MASK | 0x0002)
#define NOTIFY_STOP (NOTIFY_OK | NOTIFY_STOP_MASK)

struct notifier_block;
typedef int (*notifier_fn_t)(struct notifier_block *nb, unsigned long action, void *data);

/* struct notifier_block: one function on a chain; the greater its priority, the earlier it is called. */
struct notifier_block {
	notifier_fn_t notifier_call;
	struct notifier_block __rcu *next;
	int priority;
};

/* raw_notifier_head: who uses it sees to the locking. */
struct raw_notifier_head {
	struct notifier_block __rcu *head;
};

/* blocking_notifier_head: an rw_semaphore is held; functions may sleep. */
struct blocking_notifier_head {
	struct rw_semaphore rwsem;
	struct notifier_block __rcu *head;
};

/* atomic_notifier_head: functions run inside an RCU read-side section. */
struct atomic_notifier_head {
	spinlock_t lock;
	struct notifier_block __rcu *head;
};

/* srcu_notifier_head: functions run inside an SRCU section and may sleep. */
struct srcu_notifier_head {
	struct mutex mutex;
	struct srcu_struct srcu;
	struct notifier_block __rcu *head;
};

#define RAW_NOTIFIER_INIT(name) { .head = NULL }
#define BLOCKING_NOTIFIER_INIT(name) { .rwsem = __RWSEM_INITIALIZER((name).rwsem), .head = NULL }
#define ATOMIC_NOTIFIER_INIT(name) { .lock = __SPIN_LOCK_UNLOCKED((name).lock), .head = NULL }

/* RAW_NOTIFIER_HEAD(name), BLOCKING_…, ATOMIC_…, SRCU_…: an empty chain. */
#define RAW_NOTIFIER_HEAD(name) struct raw_notifier_head name = RAW_NOTIFIER_INIT(name)
#define BLOCKING_NOTIFIER_HEAD(name) struct blocking_notifier_head name = BLOCKING_NOTIFIER_INIT(name)
#define ATOMIC_NOTIFIER_HEAD(name) struct atomic_notifier_head name = ATOMIC_NOTIFIER_INIT(name)
#define SRCU_NOTIFIER_HEAD(name) struct srcu_notifier_head name
#define SRCU_NOTIFIER_HEAD_STATIC(name) static struct srcu_notifier_head name

#define RAW_INIT_NOTIFIER_HEAD(name) do { (name)->head = NULL; } while (0)
#define BLOCKING_INIT_NOTIFIER_HEAD(name) do { init_rwsem(&(name)->rwsem); (name)->head = NULL; } while (0)
#define ATOMIC_INIT_NOTIFIER_HEAD(name) do { spin_lock_init(&(name)->lock); (name)->head = NULL; } while (0)

/* notifier_from_errno(err): what a function answers so that the chain stops with that error. */
static inline int notifier_from_errno(int err)
{
	return err ? NOTIFY_STOP_MASK | (NOTIFY_OK - err) : NOTIFY_OK;
}

/* notifier_to_errno(ret): the error in what a chain answered, or 0. */
static inline int notifier_to_errno(int ret)
{
	ret &= ~NOTIFY_STOP_MASK;
	return ret > NOTIFY_OK ? NOTIFY_OK - ret : 0;
}

static inline int __q_notifier_add(struct notifier_block **at, struct notifier_block *n)
{
	while (*at) {
		if (*at == n)
			return -EEXIST;
		if (n->priority > (*at)->priority)
			break;
		at = &(*at)->next;
	}
	n->next = *at;
	rcu_assign_pointer(*at, n);
	return 0;
}

static inline int __q_notifier_remove(struct notifier_block **at, struct notifier_block *n)
{
	for (; *at; at = &(*at)->next) {
		if (*at == n) {
			rcu_assign_pointer(*at, n->next);
			return 0;
		}
	}
	return -ENOENT;
}

static inline int __q_notifier_call(struct notifier_block **head, unsigned long action, void *data)
{
	struct notifier_block *nb = rcu_dereference_raw(*head);
	int ret = NOTIFY_DONE;

	while (nb && !(ret & NOTIFY_STOP_MASK)) {
		struct notifier_block *next = rcu_dereference_raw(nb->next);

		ret = nb->notifier_call(nb, action, data);
		nb = next;
	}
	return ret;
}

/* raw_notifier_chain_register(chain, nb): puts it in by priority, behind its equals; -EEXIST if it is there. */
static inline int raw_notifier_chain_register(struct raw_notifier_head *nh, struct notifier_block *nb)
{
	return __q_notifier_add(&nh->head, nb);
}

/* raw_notifier_chain_unregister(chain, nb): takes it out; -ENOENT if it is not there. */
static inline int raw_notifier_chain_unregister(struct raw_notifier_head *nh, struct notifier_block *nb)
{
	return __q_notifier_remove(&nh->head, nb);
}

/* raw_notifier_call_chain(chain, action, data): calls them until one answers with NOTIFY_STOP_MASK; the last answer. */
static inline int raw_notifier_call_chain(struct raw_notifier_head *nh, unsigned long action, void *data)
{
	return __q_notifier_call(&nh->head, action, data);
}

/* blocking_notifier_chain_register(chain, nb): the same with the semaphore held. Sleeps. */
static inline int blocking_notifier_chain_register(struct blocking_notifier_head *nh, struct notifier_block *nb)
{
	int ret;

	down_write(&nh->rwsem);
	ret = __q_notifier_add(&nh->head, nb);
	up_write(&nh->rwsem);
	return ret;
}

/* blocking_notifier_chain_unregister(chain, nb): when it returns, the function does not run. Sleeps. */
static inline int blocking_notifier_chain_unregister(struct blocking_notifier_head *nh, struct notifier_block *nb)
{
	int ret;

	down_write(&nh->rwsem);
	ret = __q_notifier_remove(&nh->head, nb);
	up_write(&nh->rwsem);
	return ret;
}

/* blocking_notifier_call_chain(chain, action, data): calls them with the semaphore held for reading. Sleeps. */
static inline int blocking_notifier_call_chain(struct blocking_notifier_head *nh, unsigned long action, void *data)
{
	int ret = NOTIFY_DONE;

	if (rcu_access_pointer(nh->head)) {
		down_read(&nh->rwsem);
		ret = __q_notifier_call(&nh->head, action, data);
		up_read(&nh->rwsem);
	}
	return ret;
}

/* atomic_notifier_chain_register(chain, nb): the same with the spinlock held. */
static inline int atomic_notifier_chain_register(struct atomic_notifier_head *nh, struct notifier_block *nb)
{
	unsigned long flags;
	int ret;

	spin_lock_irqsave(&nh->lock, flags);
	ret = __q_notifier_add(&nh->head, nb);
	spin_unlock_irqrestore(&nh->lock, flags);
	return ret;
}

/* atomic_notifier_chain_unregister(chain, nb): waits for a grace period, so that the function does not run. Sleeps. */
static inline int atomic_notifier_chain_unregister(struct atomic_notifier_head *nh, struct notifier_block *nb)
{
	unsigned long flags;
	int ret;

	spin_lock_irqsave(&nh->lock, flags);
	ret = __q_notifier_remove(&nh->head, nb);
	spin_unlock_irqrestore(&nh->lock, flags);
	synchronize_rcu();
	return ret;
}

/* atomic_notifier_call_chain(chain, action, data): calls them inside an RCU read-side section. */
static inline int atomic_notifier_call_chain(struct atomic_notifier_head *nh, unsigned long action, void *data)
{
	int ret;

	rcu_read_lock();
	ret = __q_notifier_call(&nh->head, action, data);
	rcu_read_unlock();
	return ret;
}

/* srcu_init_notifier_head(chain): makes it an empty chain. */
static inline void srcu_init_notifier_head(struct srcu_notifier_head *nh)
{
	mutex_init(&nh->mutex);
	if (init_srcu_struct(&nh->srcu))
		__q_report(ASSERTION, "init_srcu_struct failed", nh);
	nh->head = NULL;
}

#define srcu_cleanup_notifier_head(name) cleanup_srcu_struct(&(name)->srcu)

/* srcu_notifier_chain_register(chain, nb): the same with the mutex held. Sleeps. */
static inline int srcu_notifier_chain_register(struct srcu_notifier_head *nh, struct notifier_block *nb)
{
	int ret;

	mutex_lock(&nh->mutex);
	ret = __q_notifier_add(&nh->head, nb);
	mutex_unlock(&nh->mutex);
	return ret;
}

/* srcu_notifier_chain_unregister(chain, nb): waits for the readers of the chain. Sleeps. */
static inline int srcu_notifier_chain_unregister(struct srcu_notifier_head *nh, struct notifier_block *nb)
{
	int ret;

	mutex_lock(&nh->mutex);
	ret = __q_notifier_remove(&nh->head, nb);
	mutex_unlock(&nh->mutex);
	synchronize_srcu(&nh->srcu);
	return ret;
}

/* srcu_notifier_call_chain(chain, action, data): calls them inside an SRCU section. Sleeps. */
static inline int srcu_notifier_call_chain(struct srcu_notifier_head *nh, unsigned long action, void *data)
{
	int idx = srcu_read_lock(&nh->srcu);
	int ret = __q_notifier_call(&nh->head, action, data);

	srcu_read_unlock(&nh->srcu, idx);
	return ret;
}

#endif
