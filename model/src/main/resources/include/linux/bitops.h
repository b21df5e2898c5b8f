#ifndef _LINUX_BITOPS_H
#define _LINUX_BITOPS_H

#include <quiesce.h>
#include <linux/bits.h>

/* One bit of an array of words: an atomic change and whether it was set, the change alone, and a load. */
#define __q_bit_rmw(operation, n, words, order) ({ \
	unsigned long __q_bit = (n); \
	(bool)(__q_rmw(&(words)[__q_bit / BITS_PER_LONG], operation, BIT_MASK(__q_bit), 0, order) >> \
	       __q_bit % BITS_PER_LONG & 1); \
})
#define __q_bit_change(operation, n, words, order) ({ \
	unsigned long __q_bit = (n); \
	(void)__q_rmw(&(words)[__q_bit / BITS_PER_LONG], operation, BIT_MASK(__q_bit), 0, order); \
})
#define __q_bit_load(n, words, order) ({ \
	unsigned long __q_bit = (n); \
	(bool)(__q_load(&(words)[__q_bit / BITS_PER_LONG], order) >> __q_bit % BITS_PER_LONG & 1); \
})

/* set_bit(n, words), clear_bit, change_bit: one atomic step that orders nothing. */
#define set_bit(n, words) __q_bit_change(__Q_OR, n, words, __Q_NORETURN)
#define clear_bit(n, words) __q_bit_change(__Q_AND_NOT, n, words, __Q_NORETURN)
#define change_bit(n, words) __q_bit_change(__Q_XOR, n, words, __Q_NORETURN)

/* clear_bit_unlock(n, words): a release. */
#define clear_bit_unlock(n, words) __q_bit_change(__Q_AND_NOT, n, words, __Q_RELEASE)

/* test_bit(n, words): whether the bit is set: a marked load. */
#define test_bit(n, words) __q_bit_load(n, words, __Q_ONCE)
#define test_bit_acquire(n, words) __q_bit_load(n, words, __Q_ACQUIRE)

/* test_and_set_bit(n, words), _clear_, _change_: one atomic step, a full barrier; whether the bit was set before. */
#define test_and_set_bit(n, words) __q_bit_rmw(__Q_OR, n, words, __Q_FULL)
#define test_and_clear_bit(n, words) __q_bit_rmw(__Q_AND_NOT, n, words, __Q_FULL)
#define test_and_change_bit(n, words) __q_bit_rmw(__Q_XOR, n, words, __Q_FULL)

/* test_and_set_bit_lock(n, words): the same as an acquire. */
#define test_and_set_bit_lock(n, words) __q_bit_rmw(__Q_OR, n, words, __Q_ACQUIRE)

/* __set_bit(n, words) and the like: plain: a load and a store. */
static inline void __set_bit(long n, volatile unsigned long *words)
{
	words[n / BITS_PER_LONG] |= BIT_MASK(n);
}

/* __clear_bit(n, words): plain: a load and a store. */
static inline void __clear_bit(long n, volatile unsigned long *words)
{
	words[n / BITS_PER_LONG] &= ~BIT_MASK(n);
}

/* __change_bit(n, words): plain: a load and a store. */
static inline void __change_bit(long n, volatile unsigned long *words)
{
	words[n / BITS_PER_LONG] ^= BIT_MASK(n);
}

/* __test_and_set_bit(n, words): plain: a load and a store; whether the bit was set before. */
static inline bool __test_and_set_bit(long n, volatile unsigned long *words)
{
	unsigned long old = words[n / BITS_PER_LONG];

	words[n / BITS_PER_LONG] = old | BIT_MASK(n);
	return old >> n % BITS_PER_LONG & 1;
}

/* __test_and_clear_bit(n, words): plain: a load and a store; whether the bit was set before. */
static inline bool __test_and_clear_bit(long n, volatile unsigned long *words)
{
	unsigned long old = words[n / BITS_PER_LONG];

	words[n / BITS_PER_LONG] = old & ~BIT_MASK(n);
	return old >> n % BITS_PER_LONG & 1;
}

/* __test_and_change_bit(n, words): plain: a load and a store; whether the bit was set before. */
static inline bool __test_and_change_bit(long n, volatile unsigned long *words)
{
	unsigned long old = words[n / BITS_PER_LONG];

	words[n / BITS_PER_LONG] = old ^ BIT_MASK(n);
	return old >> n % BITS_PER_LONG & 1;
}

/* __clear_bit_unlock(n, words): a plain load and a release store, for who holds the bit. */
static inline void __clear_bit_unlock(long n, volatile unsigned long *words)
{
	unsigned long old = words[n / BITS_PER_LONG];

	__q_store(words + n / BITS_PER_LONG, old & ~BIT_MASK(n), __Q_RELEASE);
}

/* assign_bit(n, words, value): set_bit() or clear_bit(). */
#define assign_bit(n, words, value) do { \
	if (value) \
		set_bit(n, words); \
	else \
		clear_bit(n, words); \
} while (0)
#define __assign_bit(n, words, value) ((value) ? __set_bit(n, words) : __clear_bit(n, words))

/* hweight_long(word), hweight32(word) …: how many bits are set. */
static inline unsigned int hweight_long(unsigned long word)
{
	word -= word >> 1 & 0x5555555555555555UL;
	word = (word & 0x3333333333333333UL) + (word >> 2 & 0x3333333333333333UL);
	word = (word + (word >> 4)) & 0x0f0f0f0f0f0f0f0fUL;
	return word * 0x0101010101010101UL >> 56;
}

/* hweight64(word) …: how many bits are set. */
#define hweight64(word) hweight_long(word)
#define hweight32(word) hweight_long((unsigned int)(word))
#define hweight16(word) hweight_long((unsigned short)(word))
#define hweight8(word) hweight_long((unsigned char)(word))

/* __fls(word): the highest bit set, from 0; the word must not be 0. */
static inline unsigned long __fls(unsigned long word)
{
	word |= word >> 1;
	word |= word >> 2;
	word |= word >> 4;
	word |= word >> 8;
	word |= word >> 16;
	word |= word >> 32;
	return hweight_long(word) - 1;
}

/* __ffs(word): the lowest bit set, from 0; the word must not be 0. */
static inline unsigned long __ffs(unsigned long word)
{
	return hweight_long((word & -word) - 1);
}

/* ffz(word): the lowest bit that is not set. */
#define ffz(word) __ffs(~(word))

/* ffs(x): the lowest bit set, from 1, and 0 if there is none. */
static inline int ffs(unsigned int x)
{
	return x ? (int)__ffs(x) + 1 : 0;
}

/* fls(x): the highest bit set, from 1, and 0 if there is none. */
static inline int fls(unsigned int x)
{
	return x ? (int)__fls(x) + 1 : 0;
}

/* fls64(x): the same of 64 bits. */
static inline int fls64(unsigned long x)
{
	return x ? (int)__fls(x) + 1 : 0;
}

static inline unsigned long __q_find_bit(const unsigned long *words, unsigned long size, unsigned long from,
					 unsigned long flip)
{
	while (from < size) {
		unsigned long rest = (words[from / BITS_PER_LONG] ^ flip) >> from % BITS_PER_LONG;

		if (rest) {
			from += __ffs(rest);
			return from < size ? from : size;
		}
		from = (from / BITS_PER_LONG + 1) * BITS_PER_LONG;
	}
	return size;
}

/* find_next_bit(words, size, from): the first bit set from there on, size if none; each word is a plain load. */
#define find_next_bit(words, size, from) __q_find_bit(words, size, from, 0)
#define find_first_bit(words, size) __q_find_bit(words, size, 0, 0)
#define find_next_zero_bit(words, size, from) __q_find_bit(words, size, from, ~0UL)
#define find_first_zero_bit(words, size) __q_find_bit(words, size, 0, ~0UL)

/* for_each_set_bit(n, words, size): a loop over the bits that are set. */
#define for_each_set_bit(n, words, size) \
	for ((n) = find_first_bit(words, size); (n) < (size); (n) = find_next_bit(words, size, (n) + 1))
#define for_each_clear_bit(n, words, size) \
	for ((n) = find_first_zero_bit(words, size); (n) < (size); (n) = find_next_zero_bit(words, size, (n) + 1))

#define for_each_set_bit_from(n, words, size) \
	for ((n) = find_next_bit(words, size, (n)); (n) < (size); (n) = find_next_bit(words, size, (n) + 1))

/* find_last_bit(words, size): the last bit set, size if none. */
static inline unsigned long find_last_bit(const unsigned long *words, unsigned long size)
{
	for (unsigned long bit = size; bit; bit--)
		if (words[(bit - 1) / BITS_PER_LONG] >> (bit - 1) % BITS_PER_LONG & 1)
			return bit - 1;
	return size;
}

/* rol32(word, n), ror32, rol64, ror64: the word turned round; sign_extend32(value, bit): that bit is the sign. */
#define rol32(word, n) ((u32)((u32)(word) << ((n) & 31) | (u32)(word) >> (-(n) & 31)))
#define ror32(word, n) rol32((word), -(n))
#define rol64(word, n) ((u64)((u64)(word) << ((n) & 63) | (u64)(word) >> (-(n) & 63)))
#define ror64(word, n) rol64((word), -(n))
#define sign_extend32(value, bit) ((s32)((u32)(value) << (31 - (bit))) >> (31 - (bit)))
#define __ffs64(word) __ffs(word)

/* bitmap_zero(words, size), bitmap_empty(words, size): whole maps, word by word. */
static inline void bitmap_zero(unsigned long *words, unsigned int size)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(size); i++)
		words[i] = 0;
}

/* bitmap_empty(words, size): whether no bit is set. */
static inline bool bitmap_empty(const unsigned long *words, unsigned int size)
{
	return find_first_bit(words, size) == size;
}

#endif
