#ifndef _LINUX_LOCKDEP_H
#define _LINUX_LOCKDEP_H

#include <quiesce.h>

/* lockdep_is_held(lock): whether the running thread holds it. */
#define lockdep_is_held(l) __q_is_held(l)
#define lockdep_is_held_type(l, type) __q_is_held(l)
#define lock_is_held(l) __q_is_held(l)

/* lockdep_assert_held_write(lock), …_held_read(lock): ASSERTION unless it holds it in that mode. */
static inline int __q_is_held_alone(const volatile void *lock)
{
	int word = 0;

	ghost
		word = *(const volatile int *)lock;
	return __q_is_held(lock) && word < 0;
}

static inline int __q_is_held_shared(const volatile void *lock)
{
	return __q_is_held(lock) && !__q_is_held_alone(lock);
}

/* lockdep_assert_held(lock): ASSERTION unless the running thread holds it. */
#define lockdep_assert_held(l) \
	({ if (!__q_is_held(l)) __q_report(ASSERTION, "lockdep_assert_held(" #l ")", (l)); })
#define lockdep_assert_held_write(l) \
	({ if (!__q_is_held_alone(l)) __q_report(ASSERTION, "lockdep_assert_held_write(" #l ")", (l)); })
#define lockdep_assert_held_read(l) \
	({ if (!__q_is_held_shared(l)) __q_report(ASSERTION, "lockdep_assert_held_read(" #l ")", (l)); })
#define lockdep_assert_held_once(l) \
	({ if (!__q_is_held(l)) __q_report(ASSERTION, "lockdep_assert_held_once(" #l ")", (l)); })

/* lockdep_assert_not_held(lock): ASSERTION if the running thread holds it. */
#define lockdep_assert_not_held(l) \
	({ if (__q_is_held(l)) __q_report(ASSERTION, "lockdep_assert_not_held(" #l ")", (l)); })

/* lockdep_assert(cond): ASSERTION when false. */
#define lockdep_assert_once(cond) lockdep_assert(cond)
#define lockdep_assert(cond) ({ if (!(cond)) __q_report(ASSERTION, "lockdep_assert(" #cond ")", 0); })

/* lockdep_assert_in_softirq(), …_irqs_disabled(), …_irqs_enabled(): ASSERTION where the context is another. */
#define lockdep_assert_in_softirq() \
	({ if (!__q_query(__Q_IN_SOFTIRQ)) __q_report(ASSERTION, "lockdep_assert_in_softirq()", 0); })
#define lockdep_assert_irqs_disabled() \
	({ if (!__q_query(__Q_IRQS_DISABLED)) __q_report(ASSERTION, "lockdep_assert_irqs_disabled()", 0); })
#define lockdep_assert_irqs_enabled() \
	({ if (__q_query(__Q_IRQS_DISABLED)) __q_report(ASSERTION, "lockdep_assert_irqs_enabled()", 0); })

/* Lock classes: accepted, no meaning here: locks are told apart by their addresses. */
struct lock_class_key {
	u8 unused;
};
struct lockdep_map {
	u8 unused;
};
#define SINGLE_DEPTH_NESTING 1
#define lockdep_set_class(l, key) ((void)0)
#define lockdep_set_class_and_name(l, key, name) ((void)0)
#define lockdep_set_subclass(l, subclass) ((void)0)
#define lockdep_register_key(key) ((void)(key))
#define lockdep_unregister_key(key) ((void)(key))
#define lockdep_init_map(map, name, key, subclass) ((void)0)
#define might_lock(l) ((void)(l))
#define lockdep_assert_RT_in_threaded_ctx() ((void)0)

#endif
