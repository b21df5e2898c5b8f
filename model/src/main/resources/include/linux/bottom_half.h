#ifndef _LINUX_BOTTOM_HALF_H
#define _LINUX_BOTTOM_HALF_H

#include <quiesce.h>
#include <linux/cleanup.h>

/*
 * local_bh_disable(), local_bh_enable(): an RCU read-side section in which sleeping is an error; nests. LOCK_MISUSE if they are
 * enabled while interrupts are disabled.
 */
#define local_bh_disable() __q_enter(__Q_BOTTOM_HALVES)
#define local_bh_enable() __q_leave(__Q_BOTTOM_HALVES)

/* guard(bh)(): disabled to the end of the scope. */
DEFINE_LOCK_GUARD_0(bh, local_bh_disable(), local_bh_enable())

#endif
