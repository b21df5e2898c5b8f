/* What a model needs of it is in linux/spinlock.h. */
#include <linux/spinlock.h>
