/* What a model needs of it is in net/rtnetlink.h. */
#include <net/rtnetlink.h>
