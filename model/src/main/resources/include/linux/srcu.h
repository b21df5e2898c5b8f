#ifndef _LINUX_SRCU_H
#define _LINUX_SRCU_H

#include <linux/cleanup.h>
#include <linux/rcupdate.h>

/* struct srcu_struct: a domain of its own: its grace periods wait for its readers only, and those may sleep. */
struct srcu_struct {
	unsigned long domain;
};

/* DEFINE_SRCU(name), DEFINE_STATIC_SRCU(name): a domain that is ready. */
#define DEFINE_SRCU(name) struct srcu_struct name = { 0 }
#define DEFINE_STATIC_SRCU(name) static struct srcu_struct name = { 0 }
#define __SRCU_STRUCT_INIT(name) { 0 }

/* init_srcu_struct(domain): 0, the domain is ready. */
static inline int init_srcu_struct(struct srcu_struct *ssp)
{
	ssp->domain = 0;
	return 0;
}

/* cleanup_srcu_struct(domain): ASSERTION if a reader is inside, or a callback has not run: srcu_barrier() first. Sleeps. */
static inline void cleanup_srcu_struct(struct srcu_struct *ssp)
{
	__q_might_sleep("cleanup_srcu_struct");
	if (__q_is_locked(&ssp->domain))
		__q_report(ASSERTION, "cleanup_srcu_struct() while a reader is inside or a callback has not run", ssp);
}

/* srcu_read_lock(domain), srcu_read_unlock(domain, cookie): a read-side section of the domain. */
static inline int srcu_read_lock(struct srcu_struct *ssp)
{
	return __q_srcu_read_lock(ssp);
}

/*
 * srcu_read_unlock(domain, cookie): leaves the section; LOCK_MISUSE if it is not in one, or the cookie is not what
 * srcu_read_lock() returned for it.
 */
static inline void srcu_read_unlock(struct srcu_struct *ssp, int cookie)
{
	__q_srcu_read_unlock(ssp, cookie);
}
#define srcu_read_lock_nmisafe(ssp) srcu_read_lock(ssp)
#define srcu_read_unlock_nmisafe(ssp, cookie) srcu_read_unlock(ssp, cookie)
#define srcu_read_lock_lite(ssp) srcu_read_lock(ssp)
#define srcu_read_unlock_lite(ssp, cookie) srcu_read_unlock(ssp, cookie)
#define srcu_read_lock_notrace(ssp) srcu_read_lock(ssp)
#define srcu_read_unlock_notrace(ssp, cookie) srcu_read_unlock(ssp, cookie)
#define srcu_read_lock_fast(ssp) ((struct srcu_ctr *)(long)srcu_read_lock(ssp))
#define srcu_read_unlock_fast(ssp, counter) srcu_read_unlock((ssp), (int)(long)(counter))
#define srcu_down_read(ssp) srcu_read_lock(ssp)
#define srcu_up_read(ssp, cookie) srcu_read_unlock(ssp, cookie)

/* synchronize_srcu(domain): waits for the readers that are inside a section of the domain now; may sleep. */
static inline void synchronize_srcu(struct srcu_struct *ssp)
{
	__q_might_sleep("synchronize_srcu");
	__q_srcu_synchronize(ssp);
}

/* synchronize_srcu_expedited(domain): as synchronize_srcu(). */
static inline void synchronize_srcu_expedited(struct srcu_struct *ssp)
{
	__q_might_sleep("synchronize_srcu_expedited");
	__q_srcu_synchronize(ssp);
}

/* A callback runs in process context, but with bottom halves disabled. */
static inline void __q_srcu_run(struct rcu_head *head)
{
	__q_enter(__Q_BOTTOM_HALVES);
	__q_rcu_run(head);
	__q_leave(__Q_BOTTOM_HALVES);
}

/* call_srcu(domain, head, func): func(head) runs after a grace period of the domain that begins now; it must not sleep. */
static inline void call_srcu(struct srcu_struct *ssp, struct rcu_head *head, rcu_callback_t func)
{
	__q_step
		__q_rcu_queue(__q_srcu_run, head, func, __Q_SPAWN_SLEEPABLE_CALLBACK, ssp);
}

/* srcu_barrier(domain): waits until every callback that call_srcu() was given before now has returned; may sleep. */
static inline void srcu_barrier(struct srcu_struct *ssp)
{
	__q_might_sleep("srcu_barrier");
	__q_barrier(ssp);
}

/* srcu_read_lock_held(domain): whether this thread is inside a section of the domain. */
#define srcu_read_lock_held(ssp) __q_is_held(ssp)

/* srcu_dereference(p, domain): a marked load of a pointer that is published under SRCU, inside a section of the domain. */
#define srcu_dereference(p, ssp) ({ \
	if (!srcu_read_lock_held(ssp)) \
		__q_report(RCU_MISUSE, "srcu_dereference(" #p ", " #ssp ") outside a read-side section of the domain", &(p)); \
	__q_rcu_load(p); \
})

/* srcu_dereference_check(p, domain, cond): the same, but fine as well where the condition holds; _notrace: not checked. */
#define srcu_dereference_check(p, ssp, cond) ({ \
	if (!srcu_read_lock_held(ssp) && !(cond)) \
		__q_report(RCU_MISUSE, "srcu_dereference_check(" #p ", " #ssp ", " #cond ") outside a read-side section", &(p)); \
	__q_rcu_load(p); \
})
#define srcu_dereference_notrace(p, ssp) __q_rcu_load(p)

/* guard(srcu)(domain): a read-side section to the end of the scope. */
DEFINE_LOCK_GUARD_1(srcu, struct srcu_struct, _T->idx = srcu_read_lock(_T->lock), srcu_read_unlock(_T->lock, _T->idx), int idx)

#endif
