/* Hashes of a few words: the same for the same words, but not the kernel's. */
#ifndef _LINUX_JHASH_H
#define _LINUX_JHASH_H

#include <linux/hash.h>

#define JHASH_INITVAL 0xdeadbeef

/* jhash_1word(a, initval), jhash_2words(a, b, initval), jhash_3words(a, b, c, initval): a hash of so many words. */
static inline u32 jhash_3words(u32 a, u32 b, u32 c, u32 initval)
{
	u32 hash = __hash_32(initval + a);

	hash = __hash_32((hash ^ hash >> 15) + b);
	hash = __hash_32((hash ^ hash >> 13) + c);
	return hash ^ hash >> 16;
}

#define jhash_2words(a, b, initval) jhash_3words((a), (b), 0, (initval))
#define jhash_1word(a, initval) jhash_3words((a), 0, 0, (initval))

/* jhash2(words, n, initval): of n words, each a plain load. */
static inline u32 jhash2(const u32 *words, u32 n, u32 initval)
{
	for (u32 i = 0; i < n; i++)
		initval = jhash_1word(words[i], initval);
	return initval;
}

#endif
