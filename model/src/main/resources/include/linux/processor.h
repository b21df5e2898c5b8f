#ifndef _LINUX_PROCESSOR_H
#define _LINUX_PROCESSOR_H

#include <quiesce.h>

/* cpu_relax(): no step; a loop that only waits is better written as await(). */
#define cpu_relax() barrier()

#endif
