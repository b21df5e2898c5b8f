/* Maps of more bits than a word has; each word is a plain access. */
#ifndef _LINUX_BITMAP_H
#define _LINUX_BITMAP_H

#include <linux/bitops.h>
#include <linux/slab.h>

/* bitmap_fill(words, size), bitmap_set(words, start, n), bitmap_clear(words, start, n): sets or clears many bits. */
static inline void bitmap_set(unsigned long *words, unsigned int start, unsigned int n)
{
	for (unsigned int i = start; i < start + n; i++)
		__set_bit(i, words);
}

/* bitmap_clear(words, start, n): clears n bits from start on. */
static inline void bitmap_clear(unsigned long *words, unsigned int start, unsigned int n)
{
	for (unsigned int i = start; i < start + n; i++)
		__clear_bit(i, words);
}

#define bitmap_fill(words, size) bitmap_set((words), 0, (size))

/* bitmap_weight(words, size): how many bits are set; bitmap_full(words, size): whether all are. */
static inline unsigned int bitmap_weight(const unsigned long *words, unsigned int size)
{
	unsigned int n = 0;
	unsigned long bit;

	for_each_set_bit(bit, words, size)
		n++;
	return n;
}

/* bitmap_full(words, size): whether all bits are set. */
static inline bool bitmap_full(const unsigned long *words, unsigned int size)
{
	return find_first_zero_bit(words, size) == size;
}

/* bitmap_copy(to, from, size): word by word. */
static inline void bitmap_copy(unsigned long *to, const unsigned long *from, unsigned int size)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(size); i++)
		to[i] = from[i];
}

/* bitmap_and(to, a, b, size): what both have; answers whether that is anything. */
static inline bool bitmap_and(unsigned long *to, const unsigned long *a, const unsigned long *b, unsigned int size)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(size); i++)
		to[i] = a[i] & b[i];
	return !bitmap_empty(to, size);
}

/* bitmap_or(to, a, b, size): what either has. */
static inline void bitmap_or(unsigned long *to, const unsigned long *a, const unsigned long *b, unsigned int size)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(size); i++)
		to[i] = a[i] | b[i];
}

/* bitmap_andnot(to, a, b, size): what a has and b has not; answers whether that is anything. */
static inline bool bitmap_andnot(unsigned long *to, const unsigned long *a, const unsigned long *b, unsigned int size)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(size); i++)
		to[i] = a[i] & ~b[i];
	return !bitmap_empty(to, size);
}

/* bitmap_xor(to, a, b, size): what one of them has; bitmap_complement(to, from, size): what from has not. */
static inline void bitmap_xor(unsigned long *to, const unsigned long *a, const unsigned long *b, unsigned int size)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(size); i++)
		to[i] = a[i] ^ b[i];
}

static inline void bitmap_complement(unsigned long *to, const unsigned long *from, unsigned int size)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(size); i++)
		to[i] = ~from[i];
}

/* bitmap_intersects(a, b, size): whether any bit is in both; bitmap_subset(a, b, size): whether b has all that a has. */
static inline bool bitmap_intersects(const unsigned long *a, const unsigned long *b, unsigned int size)
{
	for (unsigned int i = 0; i < size; i++)
		if ((a[i / BITS_PER_LONG] & b[i / BITS_PER_LONG]) >> i % BITS_PER_LONG & 1)
			return true;
	return false;
}

static inline bool bitmap_subset(const unsigned long *a, const unsigned long *b, unsigned int size)
{
	for (unsigned int i = 0; i < size; i++)
		if ((a[i / BITS_PER_LONG] & ~b[i / BITS_PER_LONG]) >> i % BITS_PER_LONG & 1)
			return false;
	return true;
}

/* bitmap_alloc(size, gfp), bitmap_zalloc(size, gfp), bitmap_free(words): a map of so many bits on the heap. */
#define bitmap_alloc(size, gfp) ((unsigned long *)kmalloc_array(BITS_TO_LONGS(size), sizeof(unsigned long), (gfp)))
#define bitmap_zalloc(size, gfp) ((unsigned long *)kcalloc(BITS_TO_LONGS(size), sizeof(unsigned long), (gfp)))
#define bitmap_free(words) kfree(words)

/* bitmap_equal(a, b, size): compared bit by bit. */
static inline bool bitmap_equal(const unsigned long *a, const unsigned long *b, unsigned int size)
{
	for (unsigned int i = 0; i < size; i++)
		if ((a[i / BITS_PER_LONG] ^ b[i / BITS_PER_LONG]) >> i % BITS_PER_LONG & 1)
			return false;
	return true;
}

#endif
