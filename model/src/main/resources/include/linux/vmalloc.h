/* What a model needs of it is in linux/slab.h. */
#include <linux/slab.h>
