#ifndef _LINUX_DELAY_H
#define _LINUX_DELAY_H

#include <quiesce.h>

/* msleep(ms), usleep_range(min, max), ssleep(s), fsleep(us): any time; SLEEP_IN_ATOMIC where it is not allowed. */
#define msleep(ms) ({ (void)(ms); __q_might_sleep("msleep"); })
#define msleep_interruptible(ms) ({ (void)(ms); __q_might_sleep("msleep_interruptible"); 0UL; })
#define usleep_range(min, max) ({ (void)(min); (void)(max); __q_might_sleep("usleep_range"); })
#define ssleep(s) ({ (void)(s); __q_might_sleep("ssleep"); })
#define fsleep(us) ({ (void)(us); __q_might_sleep("fsleep"); })

/* udelay(us), mdelay(ms), ndelay(ns): any time, without sleeping. */
#define udelay(us) ((void)(us))
#define mdelay(ms) ((void)(ms))
#define ndelay(ns) ((void)(ns))

#endif
