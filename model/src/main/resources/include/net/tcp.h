/* What a model needs of it is in net/sock.h. */
#include <net/sock.h>
