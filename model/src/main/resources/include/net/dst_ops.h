/* What a model needs of it is in net/dst.h. */
#include <net/dst.h>
