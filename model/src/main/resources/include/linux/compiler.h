#ifndef _LINUX_COMPILER_H
#define _LINUX_COMPILER_H

#include <quiesce.h>

/* likely(x), unlikely(x): x; the checker takes both ways. */
#define likely(x) (!!(x))
#define unlikely(x) (!!(x))

/* READ_ONCE(x): a marked load of x: one atomic step, not part of a data race. */
#define READ_ONCE(x) ((typeof(x))__q_load(&(x), __Q_ONCE))

/* WRITE_ONCE(x, value): a marked store to x, after the conversion of the value to its type. */
#define WRITE_ONCE(x, value) do { \
	typeof(x) __q_write_once = (value); \
	__q_store(&(x), (unsigned long)__q_write_once, __Q_ONCE); \
} while (0)

#define __READ_ONCE(x) READ_ONCE(x)
#define __WRITE_ONCE(x, value) WRITE_ONCE(x, value)

/* data_race(expr): the value of an expression whose plain accesses may race on purpose. */
#define data_race(expr) ({ \
	__q_racy_begin(); \
	typeof(expr) __q_racy = (expr); \
	__q_racy_end(); \
	__q_racy; \
})

/* ASSERT_EXCLUSIVE_WRITER(x), ASSERT_EXCLUSIVE_ACCESS(x): hints for KCSAN, no meaning here. */
#define ASSERT_EXCLUSIVE_WRITER(x) ((void)0)
#define ASSERT_EXCLUSIVE_ACCESS(x) ((void)0)

/* barrier(): keeps the compiler from moving accesses across it. */
#define barrier() __q_fence(__Q_BARRIER)

/* smp_mb(): a full memory barrier. */
#define smp_mb() __q_fence(__Q_MB)

/* smp_rmb(): orders earlier loads before later loads. */
#define smp_rmb() __q_fence(__Q_RMB)

/* smp_acquire__after_ctrl_dep(): makes a load that a branch has decided on an acquire. */
#define smp_acquire__after_ctrl_dep() smp_rmb()

/* smp_wmb(): orders earlier stores before later stores. */
#define smp_wmb() __q_fence(__Q_WMB)

/* mb(), rmb(), wmb(), dma_*(): as the smp_ ones; devices are not modelled apart. */
#define mb() smp_mb()
#define rmb() smp_rmb()
#define wmb() smp_wmb()
#define dma_mb() smp_mb()
#define dma_rmb() smp_rmb()
#define dma_wmb() smp_wmb()

/* smp_mb__before_atomic(): makes the following atomic operation a full barrier for what is before it. */
#define smp_mb__before_atomic() __q_fence(__Q_BEFORE_ATOMIC)

/* smp_mb__after_atomic(): makes the preceding atomic operation a full barrier for what follows. */
#define smp_mb__after_atomic() __q_fence(__Q_AFTER_ATOMIC)

/* smp_mb__after_spinlock(): makes the acquisition just before a full barrier. */
#define smp_mb__after_spinlock() __q_fence(__Q_AFTER_SPINLOCK)

/* smp_mb__after_unlock_lock(): makes an unlock followed by a lock a full barrier. */
#define smp_mb__after_unlock_lock() __q_fence(__Q_AFTER_UNLOCK_LOCK)

/* smp_mb__after_srcu_read_unlock(): makes the preceding srcu_read_unlock() a full barrier. */
#define smp_mb__after_srcu_read_unlock() __q_fence(__Q_AFTER_SRCU_READ_UNLOCK)

/* smp_load_acquire(p): loads *p, ordered before everything that follows. */
#define smp_load_acquire(p) ((typeof(*(p)))__q_load((p), __Q_ACQUIRE))

/* smp_store_release(p, value): stores to *p, ordered after everything that is before. */
#define smp_store_release(p, value) do { \
	typeof(*(p)) __q_store_release = (value); \
	__q_store((p), (unsigned long)__q_store_release, __Q_RELEASE); \
} while (0)

/* smp_store_mb(x, value): WRITE_ONCE() and a full barrier. */
#define smp_store_mb(x, value) do { \
	WRITE_ONCE(x, value); \
	smp_mb(); \
} while (0)

/* smp_cond_load_relaxed(p, cond): waits until cond, which sees *p as VAL, holds, and returns VAL. */
#define smp_cond_load_relaxed(p, cond) __q_cond_load(p, cond, __Q_ONCE)

/* smp_cond_load_acquire(p, cond): the same with an acquire load. */
#define smp_cond_load_acquire(p, cond) __q_cond_load(p, cond, __Q_ACQUIRE)

#define __q_cond_load(p, cond, order) ({ \
	typeof(p) __q_cond_address = (p); \
	typeof(*(p)) VAL; \
	for (int __q_r = __q_region(__Q_AWAIT); __q_r; __q_r = 0) { \
		VAL = (typeof(*(p)))__q_load(__q_cond_address, order); \
		__q_guard(!!(cond)); \
	} \
	VAL; \
})

/* OPTIMIZER_HIDE_VAR(x), barrier_data(p): compiler hints, no meaning here. */
#define OPTIMIZER_HIDE_VAR(x) ((void)0)
#define barrier_data(p) barrier()

/* unreachable(): ASSERTION if execution gets here. */
#define unreachable() __q_report(ASSERTION, "unreachable()", 0)

#endif
