#ifndef _LINUX_NOSPEC_H
#define _LINUX_NOSPEC_H

#include <linux/compiler.h>

/* array_index_nospec(index, size): the index if it is below the size, else 0: for speculation, which nothing here does. */
#define array_index_nospec(index, size) ({ \
	typeof(index) __q_index = (index); \
	(typeof(index))(__q_index < (size) ? __q_index : 0); \
})

#endif
