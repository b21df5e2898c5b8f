#ifndef _LINUX_KERNEL_H
#define _LINUX_KERNEL_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/stddef.h>
#include <linux/container_of.h>
#include <linux/errno.h>
#include <linux/bug.h>
#include <linux/printk.h>
#include <linux/minmax.h>

/* ARRAY_SIZE(array): how many elements it has. */
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

/* IS_ENABLED(CONFIG_…), IS_BUILTIN, IS_MODULE, IS_REACHABLE: true if the option is defined as 1, say by a variant. */
#define __Q_ENABLED_1 0,
#define __Q_SECOND(ignored, second, ...) second
#define __Q_ENABLED(pasted) __Q_SECOND(pasted 1, 0, 0)
#define __Q_PASTE_ENABLED(value) __Q_ENABLED(__Q_ENABLED_##value)
#define IS_ENABLED(option) __Q_PASTE_ENABLED(option)
#define IS_BUILTIN(option) IS_ENABLED(option)
#define IS_MODULE(option) 0
#define IS_REACHABLE(option) IS_ENABLED(option)

/* DIV_ROUND_UP(n, d) and the like: arithmetic, without a step of its own. */
#define DIV_ROUND_UP(n, d) (((n) + (d) - 1) / (d))
#define DIV_ROUND_CLOSEST(n, d) (((n) + (d) / 2) / (d))
#define ALIGN(x, a) (((x) + ((typeof(x))(a) - 1)) & ~((typeof(x))(a) - 1))
#define ALIGN_DOWN(x, a) ((x) & ~((typeof(x))(a) - 1))
#define IS_ALIGNED(x, a) (((x) & ((typeof(x))(a) - 1)) == 0)
#define round_up(x, y) ALIGN(x, y)
#define round_down(x, y) ALIGN_DOWN(x, y)
#define roundup(x, y) (DIV_ROUND_UP(x, y) * (y))
#define rounddown(x, y) ((x) - (x) % (y))
#define upper_32_bits(n) ((u32)((u64)(n) >> 32))
#define lower_32_bits(n) ((u32)(n))
#define abs(x) ({ \
	typeof(x) __q_abs = (x); \
	__q_abs < 0 ? -__q_abs : __q_abs; \
})

/* U8_MAX … S64_MIN: the limits of the types. */
#define U8_MAX ((u8)~0U)
#define S8_MAX ((s8)(U8_MAX >> 1))
#define S8_MIN ((s8)(-S8_MAX - 1))
#define U16_MAX ((u16)~0U)
#define S16_MAX ((s16)(U16_MAX >> 1))
#define S16_MIN ((s16)(-S16_MAX - 1))
#define U32_MAX ((u32)~0U)
#define U64_MAX ((u64)~0ULL)
#define INT_MAX ((int)(~0U >> 1))
#define INT_MIN (-INT_MAX - 1)
#define UINT_MAX (~0U)
#define LONG_MAX ((long)(~0UL >> 1))
#define LONG_MIN (-LONG_MAX - 1)
#define ULONG_MAX (~0UL)
#define S32_MAX INT_MAX
#define S32_MIN INT_MIN
#define S64_MAX ((s64)(U64_MAX >> 1))
#define S64_MIN (-S64_MAX - 1)
#define LLONG_MAX S64_MAX
#define LLONG_MIN S64_MIN
#define ULLONG_MAX U64_MAX
#define SHRT_MAX S16_MAX
#define SHRT_MIN S16_MIN
#define USHRT_MAX U16_MAX
#define SIZE_MAX (~(size_t)0)

/* might_sleep(): SLEEP_IN_ATOMIC where sleeping is not allowed. */
#define might_sleep() __q_might_sleep("might_sleep")
#define might_sleep_if(cond) do { \
	if (cond) \
		__q_might_sleep("might_sleep"); \
} while (0)

/* __stringify(x), __PASTE(a, b): as the # and ## of the preprocessor, after expansion. */
#define __stringify_1(...) #__VA_ARGS__
#define __stringify(...) __stringify_1(__VA_ARGS__)
#define __PASTE_1(a, b) a##b
#define __PASTE(a, b) __PASTE_1(a, b)

#endif
