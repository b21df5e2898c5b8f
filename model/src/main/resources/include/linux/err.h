#ifndef _LINUX_ERR_H
#define _LINUX_ERR_H

#include <linux/types.h>
#include <linux/errno.h>

/* MAX_ERRNO: the largest error number that a pointer can be. */
#define MAX_ERRNO 4095

/* IS_ERR_VALUE(x): whether a value is one of the last MAX_ERRNO ones, which no object has as its address. */
#define IS_ERR_VALUE(x) ((unsigned long)(x) >= (unsigned long)-MAX_ERRNO)

/* ERR_PTR(error): a negative error number as a pointer. */
static inline void *ERR_PTR(long error)
{
	return (void *)error;
}

/* PTR_ERR(ptr): the error number in such a pointer. */
static inline long PTR_ERR(const void *ptr)
{
	return (long)ptr;
}

/* IS_ERR(ptr): whether a pointer is an error number. */
static inline bool IS_ERR(const void *ptr)
{
	return IS_ERR_VALUE(ptr);
}

/* IS_ERR_OR_NULL(ptr): the same, or whether it is NULL. */
static inline bool IS_ERR_OR_NULL(const void *ptr)
{
	return !ptr || IS_ERR_VALUE(ptr);
}

/* ERR_CAST(ptr): an error pointer as one of another type. */
static inline void *ERR_CAST(const void *ptr)
{
	return (void *)ptr;
}

/* PTR_ERR_OR_ZERO(ptr): the error number, 0 if it is none. */
static inline int PTR_ERR_OR_ZERO(const void *ptr)
{
	return IS_ERR_VALUE(ptr) ? (int)(long)ptr : 0;
}

#endif
