/* What a model needs of it is in linux/mutex.h. */
#include <linux/mutex.h>
