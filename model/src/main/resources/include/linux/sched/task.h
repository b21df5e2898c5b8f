/* What a model needs of it is in linux/sched.h. */
#include <linux/sched.h>
