#ifndef _LINUX_PREEMPT_H
#define _LINUX_PREEMPT_H

#include <quiesce.h>
#include <linux/cleanup.h>

/* preempt_disable(), preempt_enable(): sleeping is an error in between; nests. */
#define preempt_disable() __q_enter(__Q_PREEMPTION)
#define preempt_enable() __q_leave(__Q_PREEMPTION)
#define preempt_disable_notrace() preempt_disable()
#define preempt_enable_notrace() preempt_enable()
#define preempt_enable_no_resched() preempt_enable()

/* in_softirq(): whether this is a softirq handler, or bottom halves are disabled. */
#define in_softirq() ((int)__q_query(__Q_IN_SOFTIRQ))

/* in_serving_softirq(): whether this is a softirq handler. */
#define in_serving_softirq() (__q_query(__Q_IN_SOFTIRQ) && !__q_query(__Q_BOTTOM_HALVES_DISABLED))

/* in_interrupt(), in_atomic(): in_interrupt() is as in_softirq(), in_atomic() whether sleeping is an error here. */
#define in_interrupt() in_softirq()
#define in_hardirq() 0
#define in_irq() 0
#define in_nmi() 0
#define in_task() (!in_serving_softirq())
#define in_atomic() ((int)__q_query(__Q_MUST_NOT_SLEEP))
#define preemptible() (!__q_query(__Q_MUST_NOT_SLEEP))

/* migrate_disable(), migrate_enable(): no meaning here: sleeping is allowed in between. */
#define migrate_disable() ((void)0)
#define migrate_enable() ((void)0)

/* guard(preempt)(): disabled to the end of the scope. */
DEFINE_LOCK_GUARD_0(preempt, preempt_disable(), preempt_enable())

#endif
