/* What a model needs of it is in linux/rwlock.h. */
#include <linux/rwlock.h>
