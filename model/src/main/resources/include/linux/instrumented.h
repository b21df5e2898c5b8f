/* What a model needs of it is in linux/compiler.h. */
#include <linux/compiler.h>
