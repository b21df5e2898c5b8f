#ifndef _LINUX_STRING_H
#define _LINUX_STRING_H

#include <linux/types.h>

/*
 * Objects are set and copied scalar by scalar, as an assignment of their type would; what the size cuts in two, and what is
 * pointed to as bytes, byte by byte.
 */

/* memset(to, byte, size): field by field. */
#define memset(to, byte, size) __q_fill((to), (byte), (size))
#define memzero_explicit(to, size) ((void)memset(to, 0, size))

/* memcpy(to, from, size): copies forwards, field by field. */
#define memcpy(to, from, size) __q_copy((to), (from), (size))

/* memmove(to, from, size): the same where they may overlap. */
#define memmove(to, from, size) ({ \
	typeof(*(to)) *__q_to = (to); \
	const typeof(*(to)) *__q_from = (const void *)(from); \
	unsigned long __q_n = (size) / sizeof(*__q_to); \
	if ((unsigned long)__q_to <= (unsigned long)__q_from) \
		for (unsigned long __q_i = 0; __q_i < __q_n; __q_i++) \
			__q_to[__q_i] = __q_from[__q_i]; \
	else \
		while (__q_n--) \
			__q_to[__q_n] = __q_from[__q_n]; \
	(void *)__q_to; \
})

static inline int __q_compare(const void *a, const void *b, unsigned long size)
{
	for (unsigned long i = 0; i < size; i++) {
		int difference = ((const u8 *)a)[i] - ((const u8 *)b)[i];

		if (difference)
			return difference;
	}
	return 0;
}

/* memcmp(a, b, size): byte by byte. */
#define memcmp(a, b, size) __q_compare(a, b, size)

static inline unsigned long __q_strlen(const char *s)
{
	unsigned long n = 0;

	while (s[n])
		n++;
	return n;
}

/* strlen(s): how many characters, one by one. */
#define strlen(s) __q_strlen(s)

static inline int __q_strncmp(const char *a, const char *b, unsigned long size)
{
	for (unsigned long i = 0; i < size; i++) {
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
		if (!a[i])
			break;
	}
	return 0;
}

/* strcmp(a, b), strncmp(a, b, n): character by character. */
#define strcmp(a, b) __q_strncmp(a, b, ~0UL)
#define strncmp(a, b, n) __q_strncmp(a, b, n)

static inline long __q_strscpy(char *to, const char *from, unsigned long size)
{
	for (unsigned long i = 0; i < size; i++) {
		to[i] = from[i];
		if (!from[i])
			return i;
	}
	if (size)
		to[size - 1] = 0;
	return -7;
}

/* strscpy(to, from[, size]): copies character by character, and ends the copy. */
#define __Q_STRSCPY_2(to, from) __q_strscpy(to, from, sizeof(to))
#define __Q_STRSCPY_3(to, from, size) __q_strscpy(to, from, size)
#define __Q_STRSCPY_N(_1, _2, _3, name, ...) name
#define strscpy(...) __Q_STRSCPY_N(__VA_ARGS__, __Q_STRSCPY_3, __Q_STRSCPY_2, 0, 0)(__VA_ARGS__)

/* kstrdup(s, gfp): a copy in an object of its own; NULL for NULL. Sleeps as the flags say. kstrdup_const: the same. */
#define kstrdup(s, gfp) ({ \
	const char *__q_from = (s); \
	char *__q_to = NULL; \
	if (__q_from) { \
		__q_to = kmalloc(strlen(__q_from) + 1, (gfp)); \
		if (__q_to) \
			__q_strscpy(__q_to, __q_from, ~0UL); \
	} \
	__q_to; \
})
#define kstrdup_const(s, gfp) kstrdup(s, gfp)

#endif
