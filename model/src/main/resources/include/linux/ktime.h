/* Times in nanoseconds. The clock stands still: any amount of time may pass between two steps. */
#ifndef _LINUX_KTIME_H
#define _LINUX_KTIME_H

#include <linux/jiffies.h>

typedef s64 ktime_t;
typedef s64 time64_t;

#define KTIME_MAX ((s64)~((u64)1 << 63))

/* ktime_get() and its like: one value for ever. */
#define ktime_get() ((ktime_t)4096)
#define ktime_get_real() ((ktime_t)4096)
#define ktime_get_boottime() ((ktime_t)4096)
#define ktime_get_ns() ((u64)4096)
#define ktime_get_real_ns() ((u64)4096)
#define ktime_get_seconds() ((time64_t)1)
#define ktime_get_real_seconds() ((time64_t)1)

#define ktime_set(secs, nsecs) ((ktime_t)((s64)(secs) * NSEC_PER_SEC + (s64)(nsecs)))
#define ns_to_ktime(ns) ((ktime_t)(ns))
#define us_to_ktime(us) ((ktime_t)(us) * NSEC_PER_USEC)
#define ms_to_ktime(ms) ((ktime_t)(ms) * NSEC_PER_MSEC)
#define ktime_to_ns(kt) ((s64)(kt))
#define ktime_to_us(kt) ((s64)(kt) / NSEC_PER_USEC)
#define ktime_to_ms(kt) ((s64)(kt) / NSEC_PER_MSEC)
#define ktime_add(lhs, rhs) ((lhs) + (rhs))
#define ktime_sub(lhs, rhs) ((lhs) - (rhs))
#define ktime_add_ns(kt, nsval) ((kt) + (nsval))
#define ktime_sub_ns(kt, nsval) ((kt) - (nsval))

/* ktime_compare(a, b), ktime_after(a, b), ktime_before(a, b): any answer, whatever the values. */
#define ktime_after(a, b) ((void)(a), (void)(b), (bool)__q_choose(0, 1))
#define ktime_before(a, b) ktime_after(b, a)
#define ktime_compare(a, b) ((void)(a), (void)(b), (int)__q_choose_range(-1, 1))

#endif
