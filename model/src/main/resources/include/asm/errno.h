/* What a model needs of it is in linux/errno.h. */
#include <linux/errno.h>
