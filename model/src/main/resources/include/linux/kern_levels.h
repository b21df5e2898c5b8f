/* What a model needs of it is in linux/printk.h. */
#include <linux/printk.h>
