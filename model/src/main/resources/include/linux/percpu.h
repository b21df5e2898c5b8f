/* Per-CPU memory. */
#ifndef _LINUX_PERCPU_H
#define _LINUX_PERCPU_H

#include <linux/percpu-defs.h>
#include <linux/build_bug.h>
#include <linux/slab.h>

/* alloc_percpu(type): a zeroed copy for every CPU, or NULL. Sleeps; alloc_percpu_gfp: as its flags say. */
#define alloc_percpu(type) alloc_percpu_gfp(type, GFP_KERNEL)
#define alloc_percpu_gfp(type, gfp) ({ \
	_Static_assert(sizeof(type) <= __Q_PER_CPU_STRIDE, "a per-CPU variable is too large"); \
	(typeof(type) *)kzalloc((NR_CPUS - 1) * __Q_PER_CPU_STRIDE + sizeof(type), (gfp)); \
})
#define __alloc_percpu(size, align) __alloc_percpu_gfp((size), (align), GFP_KERNEL)
#define __alloc_percpu_gfp(size, align, gfp) kzalloc((NR_CPUS - 1) * __Q_PER_CPU_STRIDE + (size), (gfp))

/* free_percpu(ptr): frees all copies; NULL is fine. */
static inline void free_percpu(const void *ptr)
{
	kfree(ptr);
}

#endif
