/* What a model needs of it is in linux/bitops.h. */
#include <linux/bitops.h>
