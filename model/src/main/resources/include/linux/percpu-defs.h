/* Per-CPU variables at file scope: part of linux/percpu.h. */
#ifndef _LINUX_PERCPU_DEFS_H
#define _LINUX_PERCPU_DEFS_H

#include <linux/smp.h>

/*
 * The copies of a variable for the CPUs stand this many bytes apart, each variable has room for all of them, and each
 * copy begins as the initialiser says. A variable must not be larger. The section tells the checker how many copies, and
 * how far apart.
 */
#define __Q_PER_CPU_STRIDE 128
#define __q_quoted_1(x) #x
#define __q_quoted(x) __q_quoted_1(x)
#define __q_per_cpu_data __attribute__((section(".data..percpu." __q_quoted(__Q_CPUS) "x128")))

/* DEFINE_PER_CPU(type, name): a variable of which every CPU has its own copy. */
#define DEFINE_PER_CPU(type, name) __q_per_cpu_data __typeof__(type) name
#define DEFINE_PER_CPU_ALIGNED(type, name) DEFINE_PER_CPU(type, name)
#define DEFINE_PER_CPU_SHARED_ALIGNED(type, name) DEFINE_PER_CPU(type, name)
#define DEFINE_PER_CPU_READ_MOSTLY(type, name) DEFINE_PER_CPU(type, name)
#define DEFINE_PER_CPU_FIRST(type, name) DEFINE_PER_CPU(type, name)
#define DECLARE_PER_CPU(type, name) extern __q_per_cpu_data __typeof__(type) name
#define DECLARE_PER_CPU_ALIGNED(type, name) DECLARE_PER_CPU(type, name)
#define DECLARE_PER_CPU_SHARED_ALIGNED(type, name) DECLARE_PER_CPU(type, name)

/* per_cpu_ptr(ptr, cpu): the copy of that CPU. */
#define per_cpu_ptr(ptr, cpu) ((typeof(ptr))((char *)(ptr) + (unsigned long)(cpu) * __Q_PER_CPU_STRIDE))

/* per_cpu(name, cpu): the copy of that CPU, as a variable. */
#define per_cpu(var, cpu) (*per_cpu_ptr(&(var), cpu))

/* this_cpu_ptr(ptr): the running thread's CPU's copy; raw_cpu_ptr and __this_cpu_ptr: the same. */
#define this_cpu_ptr(ptr) per_cpu_ptr(ptr, raw_smp_processor_id())
#define raw_cpu_ptr(ptr) this_cpu_ptr(ptr)
#define __this_cpu_ptr(ptr) this_cpu_ptr(ptr)

/* get_cpu_var(name), put_cpu_var(name): the copy of this CPU, with preemption disabled meanwhile. */
#define get_cpu_var(var) (*({ preempt_disable(); this_cpu_ptr(&(var)); }))
#define put_cpu_var(var) do { (void)&(var); preempt_enable(); } while (0)
#define get_cpu_ptr(ptr) ({ preempt_disable(); this_cpu_ptr(ptr); })
#define put_cpu_ptr(ptr) do { (void)(ptr); preempt_enable(); } while (0)

#define __q_this_cpu(var, op, value, order) \
	((typeof(var))__q_rmw(this_cpu_ptr(&(var)), (op), (unsigned long)(value), 0, (order)))

/* this_cpu_read(name), this_cpu_write(name, value): loads and stores this CPU's copy. */
#define this_cpu_read(var) ((typeof(var))__q_load(this_cpu_ptr(&(var)), __Q_ONCE))
#define this_cpu_write(var, value) __q_store(this_cpu_ptr(&(var)), (unsigned long)(value), __Q_ONCE)

/* this_cpu_add(name, value), this_cpu_add_return, this_cpu_xchg, _sub, _inc, _dec, _and, _or: one step on this CPU's copy. */
#define this_cpu_add(var, value) ((void)__q_this_cpu(var, __Q_ADD, value, __Q_NORETURN))
#define this_cpu_sub(var, value) ((void)__q_this_cpu(var, __Q_SUBTRACT, value, __Q_NORETURN))
#define this_cpu_inc(var) this_cpu_add(var, 1)
#define this_cpu_dec(var) this_cpu_sub(var, 1)
#define this_cpu_and(var, value) ((void)__q_this_cpu(var, __Q_AND, value, __Q_NORETURN))
#define this_cpu_or(var, value) ((void)__q_this_cpu(var, __Q_OR, value, __Q_NORETURN))
#define this_cpu_add_return(var, value) ((typeof(var))(__q_this_cpu(var, __Q_ADD, value, __Q_ONCE) + (value)))
#define this_cpu_inc_return(var) this_cpu_add_return(var, 1)
#define this_cpu_dec_return(var) this_cpu_add_return(var, -1)
#define this_cpu_xchg(var, value) __q_this_cpu(var, __Q_EXCHANGE, value, __Q_ONCE)
#define this_cpu_cmpxchg(var, old, new) \
	((typeof(var))__q_rmw(this_cpu_ptr(&(var)), __Q_COMPARE_EXCHANGE, (unsigned long)(new), (unsigned long)(old), \
			      __Q_FULL))

/* __this_cpu_*, raw_cpu_*: plain accesses, for who has disabled preemption. */
#define __this_cpu_read(var) (*this_cpu_ptr(&(var)))
#define __this_cpu_write(var, value) ((void)(*this_cpu_ptr(&(var)) = (value)))
#define __this_cpu_add(var, value) ((void)(*this_cpu_ptr(&(var)) += (value)))
#define __this_cpu_sub(var, value) ((void)(*this_cpu_ptr(&(var)) -= (value)))
#define __this_cpu_inc(var) __this_cpu_add(var, 1)
#define __this_cpu_dec(var) __this_cpu_sub(var, 1)
#define raw_cpu_read(var) __this_cpu_read(var)
#define raw_cpu_write(var, value) __this_cpu_write(var, value)
#define raw_cpu_add(var, value) __this_cpu_add(var, value)
#define raw_cpu_inc(var) __this_cpu_add(var, 1)
#define raw_cpu_dec(var) __this_cpu_sub(var, 1)

#endif
