/* What a model needs of it is in linux/atomic.h. */
#include <linux/atomic.h>
