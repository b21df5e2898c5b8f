/* Time: the checker has no clock. Any amount of time may pass between two steps. */
#ifndef _LINUX_JIFFIES_H
#define _LINUX_JIFFIES_H

#include <quiesce.h>
#include <linux/types.h>

#define HZ 100
#define USER_HZ 100
#define MAX_JIFFY_OFFSET ((LONG_MAX >> 1) - 1)
#define INITIAL_JIFFIES 0
#define NSEC_PER_SEC 1000000000L
#define NSEC_PER_MSEC 1000000L
#define NSEC_PER_USEC 1000L
#define USEC_PER_SEC 1000000L
#define USEC_PER_MSEC 1000L
#define MSEC_PER_SEC 1000L

/* jiffies: one value for ever, so that the states of a model stay few; compare it with time_after and its like. */
#define jiffies 4096UL
#define jiffies_64 4096ULL
#define get_jiffies_64() 4096ULL

/* time_after(a, b) and its like: either answer, whatever the values. */
#define time_after(a, b) ((void)(a), (void)(b), (bool)__q_choose(0, 1))
#define time_before(a, b) time_after(b, a)
#define time_after_eq(a, b) time_after(a, b)
#define time_before_eq(a, b) time_after(b, a)
#define time_in_range(a, b, c) ((void)(c), time_after(a, b))
#define time_after64(a, b) time_after(a, b)
#define time_before64(a, b) time_after(b, a)
#define time_is_before_jiffies(a) time_after(jiffies, a)
#define time_is_after_jiffies(a) time_before(jiffies, a)
#define time_is_before_eq_jiffies(a) time_after(jiffies, a)
#define time_is_after_eq_jiffies(a) time_before(jiffies, a)

#define msecs_to_jiffies(m) ((unsigned long)(m) * HZ / 1000)
#define secs_to_jiffies(s) ((unsigned long)(s) * HZ)
#define usecs_to_jiffies(u) ((unsigned long)(u) * HZ / 1000000)
#define nsecs_to_jiffies(n) ((unsigned long)(n) * HZ / 1000000000)
#define jiffies_to_msecs(j) ((unsigned int)((j) * 1000 / HZ))
#define jiffies_to_usecs(j) ((unsigned int)((j) * 1000000 / HZ))
#define jiffies_to_nsecs(j) ((u64)(j) * 1000000000 / HZ)
#define jiffies_to_clock_t(j) ((long)(j))
#define clock_t_to_jiffies(c) ((unsigned long)(c))
#define round_jiffies(j) (j)
#define round_jiffies_relative(j) (j)
#define round_jiffies_up(j) (j)

#endif
