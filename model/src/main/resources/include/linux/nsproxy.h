/* What a model needs of it is in net/net_namespace.h. */
#include <net/net_namespace.h>
