#ifndef _LINUX_RCUPDATE_H
#define _LINUX_RCUPDATE_H

#include <linux/__q_tables.h>
#include <linux/cleanup.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/preempt.h>
#include <linux/irqflags.h>
#include <linux/bottom_half.h>
#include <linux/atomic.h>

/* rcu_read_lock(), rcu_read_unlock(): a read-side section: grace periods wait for it; nests; sleeping is an error. */
#define rcu_read_lock() __q_read_lock(__Q_NONE)
#define rcu_read_unlock() __q_read_unlock(__Q_NONE)

/* rcu_read_lock_bh(): the same with bottom halves disabled. */
static inline void rcu_read_lock_bh(void)
{
	__q_enter(__Q_BOTTOM_HALVES);
	__q_read_lock(__Q_BOTTOM_HALVES);
}

/* rcu_read_unlock_bh(): leaves that section and enables bottom halves. */
static inline void rcu_read_unlock_bh(void)
{
	__q_read_unlock(__Q_BOTTOM_HALVES);
	__q_leave(__Q_BOTTOM_HALVES);
}

/* rcu_read_lock_sched(): the same with preemption disabled. */
#define rcu_read_lock_sched() __q_read_lock(__Q_PREEMPTION)
#define rcu_read_unlock_sched() __q_read_unlock(__Q_PREEMPTION)
#define rcu_read_lock_sched_notrace() rcu_read_lock_sched()
#define rcu_read_unlock_sched_notrace() rcu_read_unlock_sched()

/* rcu_read_lock_held(), _bh, _sched, _any: whether the running thread is inside a section. */
#define rcu_read_lock_held() ((int)__q_query(__Q_IN_RCU_SECTION))
#define rcu_read_lock_any_held() ((int)__q_query(__Q_IN_RCU_SECTION))
#define rcu_read_lock_bh_held() (__q_query(__Q_IN_SOFTIRQ) || __q_query(__Q_IRQS_DISABLED))
#define rcu_read_lock_sched_held() ((int)__q_query(__Q_MUST_NOT_SLEEP))

/* RCU_LOCKDEP_WARN(cond, message): RCU_MISUSE when the condition holds. */
#define RCU_LOCKDEP_WARN(cond, message) ({ if (cond) __q_report(RCU_MISUSE, message, 0); })

/* The load under every rcu_dereference(): marked, and what is done with its value is ordered after it. */
#define __q_rcu_load(p) ((typeof(p))__q_load(&(p), __Q_ONCE))

/* rcu_dereference(p): loads a pointer that is published under RCU; RCU_MISUSE outside a read-side section. */
#define rcu_dereference(p) ({ \
	if (!__q_query(__Q_IN_RCU_SECTION)) \
		__q_report(RCU_MISUSE, "rcu_dereference(" #p ") outside a read-side section", &(p)); \
	__q_rcu_load(p); \
})

/* rcu_dereference_check(p, cond): the same, but fine as well where the condition holds, such as a lock being held. */
#define rcu_dereference_check(p, cond) ({ \
	if (!__q_query(__Q_IN_RCU_SECTION) && !(cond)) \
		__q_report(RCU_MISUSE, "rcu_dereference_check(" #p ", " #cond ") outside a read-side section", &(p)); \
	__q_rcu_load(p); \
})

/* rcu_dereference_bh(p): wants bottom halves disabled. */
#define rcu_dereference_bh(p) ({ \
	if (!rcu_read_lock_bh_held()) \
		__q_report(RCU_MISUSE, "rcu_dereference_bh(" #p ") with bottom halves enabled", &(p)); \
	__q_rcu_load(p); \
})
#define rcu_dereference_bh_check(p, cond) ({ \
	if (!rcu_read_lock_bh_held() && !(cond)) \
		__q_report(RCU_MISUSE, "rcu_dereference_bh_check(" #p ", " #cond ") with bottom halves enabled", &(p)); \
	__q_rcu_load(p); \
})

/* rcu_dereference_sched(p): wants sleeping to be an error here. */
#define rcu_dereference_sched(p) ({ \
	if (!rcu_read_lock_sched_held()) \
		__q_report(RCU_MISUSE, "rcu_dereference_sched(" #p ") with preemption enabled", &(p)); \
	__q_rcu_load(p); \
})
#define rcu_dereference_sched_check(p, cond) ({ \
	if (!rcu_read_lock_sched_held() && !(cond)) \
		__q_report(RCU_MISUSE, "rcu_dereference_sched_check(" #p ", " #cond ") with preemption enabled", &(p)); \
	__q_rcu_load(p); \
})

/* rcu_dereference_protected(p, cond): a plain load by who keeps others from changing p; RCU_MISUSE if not cond. */
#define rcu_dereference_protected(p, cond) ({ \
	if (!(cond)) \
		__q_report(RCU_MISUSE, "rcu_dereference_protected(" #p ", " #cond ") without protection", &(p)); \
	(p); \
})

/* rcu_dereference_raw(p): no check at all. */
#define rcu_dereference_raw(p) __q_rcu_load(p)
#define rcu_dereference_raw_check(p) __q_rcu_load(p)
#define rcu_dereference_raw_notrace(p) __q_rcu_load(p)

/* rcu_access_pointer(p): loads the pointer to look at its value only; fine anywhere. */
#define rcu_access_pointer(p) __q_rcu_load(p)

/* rcu_pointer_handoff(p): p, which from here on something other than RCU protects. */
#define rcu_pointer_handoff(p) (p)

/* rcu_assign_pointer(p, value): publishes: a release store, so that readers see what the object was made of. */
#define rcu_assign_pointer(p, value) do { \
	typeof(p) __q_rcu_value = (value); \
	__q_store(&(p), (unsigned long)__q_rcu_value, __Q_RELEASE); \
} while (0)

/* RCU_INIT_POINTER(p, value): a marked store without order, for NULL or what readers cannot see yet. */
#define RCU_INIT_POINTER(p, value) do { \
	typeof(p) __q_rcu_value = (value); \
	__q_store(&(p), (unsigned long)__q_rcu_value, __Q_ONCE); \
} while (0)
#define RCU_POINTER_INITIALIZER(p, value) .p = (value)
#define RCU_INITIALIZER(value) (value)

/* rcu_replace_pointer(p, value, cond): rcu_assign_pointer() under protection; returns what was there before. */
#define rcu_replace_pointer(p, value, cond) ({ \
	typeof(p) __q_rcu_old = rcu_dereference_protected(p, cond); \
	rcu_assign_pointer(p, value); \
	__q_rcu_old; \
})

/* rcu_swap_protected(p, q, cond): exchanges a published pointer and a local one. */
#define rcu_swap_protected(p, q, cond) do { \
	typeof(p) __q_rcu_swap = rcu_dereference_protected(p, cond); \
	rcu_assign_pointer(p, q); \
	(q) = __q_rcu_swap; \
} while (0)

/* synchronize_rcu(): waits for the readers that are inside a section now; may sleep; RCU_MISUSE inside a section. */
static inline void synchronize_rcu(void)
{
	__q_might_sleep("synchronize_rcu");
	__q_synchronize();
}

/* synchronize_rcu_expedited(), synchronize_net(): the same. */
static inline void synchronize_rcu_expedited(void)
{
	__q_might_sleep("synchronize_rcu_expedited");
	__q_synchronize();
}

/* synchronize_net(): as synchronize_rcu(). */
static inline void synchronize_net(void)
{
	__q_might_sleep("synchronize_net");
	__q_synchronize();
}

/* get_state_synchronize_rcu(), cond_synchronize_rcu(cookie): the latter is a whole grace period. */
#define get_state_synchronize_rcu() 0UL
#define start_poll_synchronize_rcu() 0UL
static inline void cond_synchronize_rcu(unsigned long cookie)
{
	__q_might_sleep("synchronize_rcu");
	__q_synchronize();
}

/* A callback begins: it is found through its head, which must be there still. */
static inline void __q_rcu_run(struct rcu_head *head)
{
	rcu_callback_t func = 0;

	__q_step {
		unsigned long queued = __q_ghost_get(__Q_T_RCU_HEAD, head);

		func = head->func;
		if (queued > 1)
			__q_report(DOUBLE_FREE, "a callback begins whose head is queued twice", head);
		__q_ghost_set(__Q_T_RCU_HEAD, head, queued - 1);
	}
	func(head);
}

/* Queues a callback. Inside a step. */
#define __q_rcu_queue(run, head, f, kind, domain) do { \
	__q_ghost_set(__Q_T_RCU_HEAD, (head), __q_ghost_get(__Q_T_RCU_HEAD, (head)) + 1); \
	(head)->func = (f); \
	__q_spawn((kind), (void (*)())(run), (head), (domain)); \
} while (0)

/* call_rcu(head, func): func(head) runs in softirq context after a grace period that begins now. */
static inline void call_rcu(struct rcu_head *head, rcu_callback_t func)
{
	__q_step
		__q_rcu_queue(__q_rcu_run, head, func, __Q_SPAWN_CALLBACK, 0);
}
#define call_rcu_hurry(head, func) call_rcu(head, func)

static inline void __q_rcu_free(void *object)
{
	__q_free(object, 0);
}

static inline void __q_kfree_rcu(void *object)
{
	if (object)
		__q_spawn(__Q_SPAWN_CALLBACK, (void (*)())__q_rcu_free, object, 0);
}

/* kfree_rcu_mightsleep(ptr): frees the object after a grace period; may sleep. */
static inline void kfree_rcu_mightsleep(void *object)
{
	__q_might_sleep("kfree_rcu_mightsleep");
	__q_kfree_rcu(object);
}
#define kvfree_rcu_mightsleep(ptr) kfree_rcu_mightsleep(ptr)

/* kfree_rcu(ptr, field): frees the object after a grace period; field is its rcu_head. kfree_rcu(ptr) may sleep. */
#define __Q_KFREE_RCU_1(ptr) kfree_rcu_mightsleep(ptr)
#define __Q_KFREE_RCU_2(ptr, field) ({ (void)sizeof((ptr)->field.func); __q_kfree_rcu(ptr); })
#define __Q_KFREE_RCU_N(_1, _2, name, ...) name
#define kfree_rcu(...) __Q_KFREE_RCU_N(__VA_ARGS__, __Q_KFREE_RCU_2, __Q_KFREE_RCU_1, 0)(__VA_ARGS__)
#define kvfree_rcu(...) __Q_KFREE_RCU_N(__VA_ARGS__, __Q_KFREE_RCU_2, __Q_KFREE_RCU_1, 0)(__VA_ARGS__)

/* rcu_barrier(): waits until every callback that call_rcu() was given before now has returned; may sleep. */
static inline void rcu_barrier(void)
{
	__q_might_sleep("rcu_barrier");
	__q_barrier(0);
}

/* RCU_INIT_HEAD and the like: heads need none. */
#define init_rcu_head(head) ((void)(head))
#define destroy_rcu_head(head) ((void)(head))
#define init_rcu_head_on_stack(head) ((void)(head))
#define destroy_rcu_head_on_stack(head) ((void)(head))

/* unrcu_pointer(p): p, no longer marked __rcu. */
#define unrcu_pointer(p) ((typeof(p))(p))

/* guard(rcu)(), scoped_guard(rcu): a read-side section to the end of the scope. */
DEFINE_LOCK_GUARD_0(rcu, rcu_read_lock(), rcu_read_unlock())

#endif
