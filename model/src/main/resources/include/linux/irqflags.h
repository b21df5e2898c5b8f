#ifndef _LINUX_IRQFLAGS_H
#define _LINUX_IRQFLAGS_H

#include <quiesce.h>
#include <linux/cleanup.h>

/* local_irq_disable(), local_irq_enable(): sleeping is an error in between. Hardware interrupts are not modelled. */
#define local_irq_disable() __q_enter(__Q_INTERRUPTS)
#define local_irq_enable() __q_leave(__Q_INTERRUPTS)

/* local_irq_save(flags), local_irq_restore(flags): the same; nests. */
#define local_irq_save(flags) do { \
	(flags) = 0; \
	__q_enter(__Q_INTERRUPTS); \
} while (0)
#define local_irq_restore(flags) do { \
	(void)(flags); \
	__q_leave(__Q_INTERRUPTS); \
} while (0)

/* irqs_disabled(): whether the running thread has them disabled. */
#define irqs_disabled() ((int)__q_query(__Q_IRQS_DISABLED))

/* guard(irq)(), guard(irqsave)(): disabled to the end of the scope. */
DEFINE_LOCK_GUARD_0(irq, local_irq_disable(), local_irq_enable())
DEFINE_LOCK_GUARD_0(irqsave, local_irq_save(_T->flags), local_irq_restore(_T->flags), unsigned long flags)

#endif
