#ifndef _LINUX_COMPILER_TYPES_H
#define _LINUX_COMPILER_TYPES_H

/* Annotations for other tools: the checker ignores them all. */
#define __user
#define __kernel
#define __iomem
#define __percpu
#define __rcu
#define __force
#define __bitwise
#define __private
#define __nocast
#define __safe
#define __must_hold(x)
#define __acquires(x)
#define __releases(x)
#define __acquire(x) ((void)0)
#define __release(x) ((void)0)
#define __guarded_by(...)
#define __counted_by(member)
#define __must_check
#define __always_unused __attribute__((__unused__))
#define __maybe_unused __attribute__((__unused__))
#define __used __attribute__((__used__))
#define __always_inline inline
#define __pure
#define __cold
#define __hot
#define __malloc
#define __weak
#define __packed __attribute__((__packed__))
#define __aligned(x)
#define __printf(a, b)
#define __deprecated
#define __randomize_layout
#define __designated_init
#define __noreturn
#define noinline
#define noinline_for_stack
#define notrace
#define asmlinkage
#define __read_mostly
#define __ro_after_init
#define __cacheline_aligned
#define __cacheline_aligned_in_smp
#define ____cacheline_aligned
#define ____cacheline_aligned_in_smp
#define __cacheline_group_begin(x)
#define __cacheline_group_end(x)
#define __section(x)
#define __visible
#define __no_kcsan
#define __no_sanitize_address
#define randomized_struct_fields_start
#define randomized_struct_fields_end

/* fallthrough: the next case is meant to run as well. */
#define fallthrough do { } while (0)

#endif
