/* What a model needs of it is in linux/smp.h. */
#include <linux/smp.h>
