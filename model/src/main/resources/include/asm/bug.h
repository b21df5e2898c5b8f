/* What a model needs of it is in linux/bug.h. */
#include <linux/bug.h>
