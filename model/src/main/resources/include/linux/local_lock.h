/* Locks of the data of this CPU: all they do here is to turn off what they turn off. */
#ifndef _LINUX_LOCAL_LOCK_H
#define _LINUX_LOCAL_LOCK_H

#include <linux/bottom_half.h>
#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/preempt.h>

typedef struct {
	char unused;
} local_lock_t;

/* INIT_LOCAL_LOCK(name), local_lock_init(lock): nothing. */
#define INIT_LOCAL_LOCK(name) { 0 }
#define local_lock_init(lock) ((void)(lock))

/* local_lock(lock), _irq, _irqsave: preemption or interrupts are off until local_unlock; the lock is of this CPU. */
#define local_lock(lock) ((void)(lock), preempt_disable())
#define local_unlock(lock) ((void)(lock), preempt_enable())
#define local_lock_irq(lock) ((void)(lock), local_irq_disable())
#define local_unlock_irq(lock) ((void)(lock), local_irq_enable())
#define local_lock_irqsave(lock, flags) do { (void)(lock); local_irq_save(flags); } while (0)
#define local_unlock_irqrestore(lock, flags) do { (void)(lock); local_irq_restore(flags); } while (0)

/* local_lock_nested_bh(lock), local_unlock_nested_bh(lock): ASSERTION unless bottom halves are off already. */
#define local_lock_nested_bh(lock) ({ \
	(void)(lock); \
	if (!__q_query(__Q_BOTTOM_HALVES_DISABLED) && !__q_query(__Q_IN_SOFTIRQ)) \
		__q_report(ASSERTION, "local_lock_nested_bh(" #lock ") with bottom halves on", 0); \
})
#define local_unlock_nested_bh(lock) ((void)(lock))

#endif
