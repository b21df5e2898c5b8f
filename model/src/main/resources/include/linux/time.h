/* What a model needs of it is in linux/ktime.h. */
#include <linux/ktime.h>
