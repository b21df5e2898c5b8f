/*
 * The built-in operations: all that the checker itself knows. Every kernel primitive in the other headers is written
 * in C on top of these. Models do not call them; headers do.
 *
 * An address argument tells the width of the access by its type: __q_load(&x->flags, …) on a u16 loads two bytes.
 */
#ifndef QUIESCE_BUILTIN_H
#define QUIESCE_BUILTIN_H

/* Orders, as enum Order of the checker has them. */
enum __q_order { __Q_PLAIN, __Q_RACY, __Q_ONCE, __Q_NORETURN, __Q_ACQUIRE, __Q_RELEASE, __Q_FULL };

enum __q_operation {
	__Q_EXCHANGE, __Q_COMPARE_EXCHANGE, __Q_ADD, __Q_SUBTRACT, __Q_AND, __Q_OR, __Q_XOR, __Q_AND_NOT, __Q_ADD_UNLESS
};

enum __q_fence {
	__Q_MB, __Q_RMB, __Q_WMB, __Q_BARRIER, __Q_BEFORE_ATOMIC, __Q_AFTER_ATOMIC, __Q_AFTER_SPINLOCK,
	__Q_AFTER_UNLOCK_LOCK, __Q_AFTER_SRCU_READ_UNLOCK
};

enum __q_lock_kind { __Q_SPIN, __Q_READ, __Q_WRITE, __Q_MUTEX, __Q_DOWN_READ, __Q_DOWN_WRITE };
enum __q_context { __Q_NONE, __Q_BOTTOM_HALVES, __Q_INTERRUPTS, __Q_PREEMPTION };
enum __q_question {
	__Q_IN_SOFTIRQ, __Q_IN_RCU_SECTION, __Q_BOTTOM_HALVES_DISABLED, __Q_IRQS_DISABLED, __Q_MUST_NOT_SLEEP, __Q_THREAD
};
enum __q_spawn_kind { __Q_SPAWN_THREAD, __Q_SPAWN_WORK, __Q_SPAWN_TIMER, __Q_SPAWN_TASKLET, __Q_SPAWN_CALLBACK,
	__Q_SPAWN_SLEEPABLE_CALLBACK };
enum __q_region_kind { __Q_INDIVISIBLE, __Q_GHOST, __Q_AWAIT, __Q_LOOK };

#define __Q_ALLOC_ZERO 1
#define __Q_ALLOC_NO_FAIL 2
#define __Q_ALLOC_TYPESAFE 4

/* Memory. The value of a load or a read-modify-write is to be cast to the type of the object. */
unsigned long __q_load(const volatile void *address, enum __q_order order);
void __q_store(volatile void *address, unsigned long value, enum __q_order order);
/* operand of an exchange: the new value; expected: only for compare-exchange (the old value) and add-unless */
unsigned long __q_rmw(volatile void *address, enum __q_operation operation, unsigned long operand,
		      unsigned long expected, enum __q_order order);
void __q_fence(enum __q_fence kind);
/* What lies between these, in the text of one function, may race on purpose. */
void __q_racy_begin(void);
void __q_racy_end(void);

/* Heap. cache is the address of a cache object, or 0 for kmalloc's. A cache that is freed to itself must have nothing in use. */
void *__q_alloc(unsigned long size, const volatile void *cache, unsigned long flags);
void __q_free(const volatile void *object, const volatile void *cache);

/* So many bytes, as objects of the types that are pointed to: copied forwards, or each set to that byte; the target. */
void *__q_copy(volatile void *to, const volatile void *from, unsigned long size);
void *__q_fill(volatile void *to, int byte, unsigned long size);

/* Locks: the address is that of the one u32 that is the lock. */
void __q_lock(volatile void *lock, enum __q_lock_kind kind, enum __q_context context);
int __q_trylock(volatile void *lock, enum __q_lock_kind kind, enum __q_context context);
void __q_unlock(volatile void *lock, enum __q_lock_kind kind, enum __q_context context);
int __q_is_held(const volatile void *lock);
int __q_is_locked(const volatile void *lock);

/* Context of the running thread. */
void __q_enter(enum __q_context context);
void __q_leave(enum __q_context context);
void __q_might_sleep(const char *operation);
unsigned long __q_query(enum __q_question question);

/* RCU and SRCU. */
void __q_read_lock(enum __q_context flavour);
void __q_read_unlock(enum __q_context flavour);
void __q_synchronize(void);
int __q_srcu_read_lock(volatile void *domain);
void __q_srcu_read_unlock(volatile void *domain, int cookie);
void __q_srcu_synchronize(volatile void *domain);

/* Threads. The function takes one pointer argument, of any pointer type. domain: 0, or the SRCU domain. */
void __q_spawn(enum __q_spawn_kind kind, void (*function)(), const volatile void *argument, const volatile void *domain);
void __q_barrier(const volatile void *domain);

/*
 * Indivisible regions: `for (int __q_r = __q_region(kind); __q_r; __q_r = 0) body`. However the body is left, the
 * region ends there. __q_guard, inside: wait with the whole region's step until the condition holds.
 */
int __q_region(enum __q_region_kind kind);
void __q_guard(int condition);
int __q_is_idle(void);

/* What the checker is told and asked. Findings are those of enum finding. */
unsigned long __q_choose(unsigned long first, ...);
long __q_choose_range(long low, long high);
void __q_assume(int condition);
void __q_report(int finding, const char *message, const volatile void *object);
void __q_observe(const char *name, long value);
void __q_cover(const char *name);
void __q_print(const char *format, ...);

/* The ghost map: tables of the checker's own, 0 where nothing was written. Inside regions only. */
unsigned long __q_ghost_get(unsigned long table, const volatile void *key);
void __q_ghost_set(unsigned long table, const volatile void *key, unsigned long value);

#endif
