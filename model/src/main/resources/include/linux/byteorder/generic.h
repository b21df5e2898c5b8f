/* What a model needs of it is in asm/byteorder.h. */
#include <asm/byteorder.h>
