/* What a model needs of it is in linux/interrupt.h. */
#include <linux/interrupt.h>
