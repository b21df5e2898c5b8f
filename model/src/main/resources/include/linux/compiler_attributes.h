/* What a model needs of it is in linux/compiler_types.h. */
#include <linux/compiler_types.h>
