/* What a model needs of it is in linux/lockdep.h. */
#include <linux/lockdep.h>
