#ifndef _LINUX_ONCE_H
#define _LINUX_ONCE_H

#include <linux/spinlock.h>

/* DO_ONCE(fn, args…): the first who gets here calls the function, all others after that do not; whether it did. */
#define DO_ONCE(fn, ...) ({ \
	static bool __q_once_done; \
	static spinlock_t __q_once_lock; \
	bool __q_once = false; \
	if (!smp_load_acquire(&__q_once_done)) { \
		spin_lock_bh(&__q_once_lock); \
		if (!__q_once_done) { \
			fn(__VA_ARGS__); \
			smp_store_release(&__q_once_done, true); \
			__q_once = true; \
		} \
		spin_unlock_bh(&__q_once_lock); \
	} \
	__q_once; \
})

#endif
