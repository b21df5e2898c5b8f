/* What a model needs of it is in linux/netdevice.h. */
#include <linux/netdevice.h>
