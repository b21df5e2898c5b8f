#ifndef _LINUX_BUG_H
#define _LINUX_BUG_H

#include <quiesce.h>
#include <linux/build_bug.h>

/* BUG(): ASSERTION if execution gets here. */
#define BUG() __q_report(ASSERTION, "BUG()", 0)

/* BUG_ON(cond): ASSERTION when the condition holds. */
#define BUG_ON(cond) ({ if (cond) __q_report(ASSERTION, "BUG_ON(" #cond ")", 0); })

/* WARN_ON(cond): ASSERTION when the condition holds: a warning is a violation. Its value is whether it holds. */
#define WARN_ON(cond) ({ if (cond) __q_report(ASSERTION, "WARN_ON(" #cond ")", 0); (bool)0; })

/* WARN_ON_ONCE(cond): as WARN_ON(). */
#define WARN_ON_ONCE(cond) ({ if (cond) __q_report(ASSERTION, "WARN_ON_ONCE(" #cond ")", 0); (bool)0; })

/* WARN(cond, fmt, …): as WARN_ON(), with a text for the trace. */
#define WARN(cond, ...) ({ \
	if (cond) { \
		__q_print(__VA_ARGS__); \
		__q_report(ASSERTION, "WARN(" #cond ")", 0); \
	} \
	(bool)0; \
})

/* WARN_ONCE(cond, fmt, …): as WARN(). */
#define WARN_ONCE(cond, ...) ({ \
	if (cond) { \
		__q_print(__VA_ARGS__); \
		__q_report(ASSERTION, "WARN_ONCE(" #cond ")", 0); \
	} \
	(bool)0; \
})

/* VM_BUG_ON(cond), DEBUG_NET_WARN_ON_ONCE(cond): checks of debugging kernels, always made here. */
#define VM_BUG_ON(cond) ({ if (cond) __q_report(ASSERTION, "VM_BUG_ON(" #cond ")", 0); })
#define DEBUG_NET_WARN_ON_ONCE(cond) \
	({ if (cond) __q_report(ASSERTION, "DEBUG_NET_WARN_ON_ONCE(" #cond ")", 0); (bool)0; })

#endif
