/* What a model needs of it is in linux/kernel.h. */
#include <linux/kernel.h>
