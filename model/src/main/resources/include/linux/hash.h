#ifndef _LINUX_HASH_H
#define _LINUX_HASH_H

#include <linux/types.h>

#define GOLDEN_RATIO_32 0x61C88647
#define GOLDEN_RATIO_64 0x61C8864680B583EBull

/* hash_32(val, bits), hash_64(val, bits), hash_long(val, bits): the kernel's hashes of numbers, bits wide. */
static inline u32 __hash_32(u32 val)
{
	return val * GOLDEN_RATIO_32;
}
static inline u32 hash_32(u32 val, unsigned int bits)
{
	return __hash_32(val) >> (32 - bits);
}
static inline u32 hash_64(u64 val, unsigned int bits)
{
	return val * GOLDEN_RATIO_64 >> (64 - bits);
}
#define hash_long(val, bits) hash_64(val, bits)

/* hash_ptr(ptr, bits): the same of an address. */
static inline u32 hash_ptr(const void *ptr, unsigned int bits)
{
	return hash_long((unsigned long)ptr, bits);
}
#define hash32_ptr(ptr) ((u32)((unsigned long)(ptr) ^ (unsigned long)(ptr) >> 32))

#endif
