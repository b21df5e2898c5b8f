/* What a model needs of it is in linux/types.h. */
#include <linux/types.h>
