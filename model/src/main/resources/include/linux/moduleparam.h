/* What a model needs of it is in linux/module.h. */
#include <linux/module.h>
