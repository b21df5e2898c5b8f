#ifndef _LINUX_TYPES_H
#define _LINUX_TYPES_H

#include <linux/compiler_types.h>
#include <linux/stddef.h>

/* u8 … s64: integers of that many bits. */
typedef unsigned char u8;
typedef signed char s8;
typedef unsigned short u16;
typedef short s16;
typedef unsigned int u32;
typedef int s32;
typedef unsigned long long u64;
typedef long long s64;

typedef u8 __u8;
typedef s8 __s8;
typedef u16 __u16;
typedef s16 __s16;
typedef u32 __u32;
typedef s32 __s32;
typedef u64 __u64;
typedef s64 __s64;

typedef u8 uint8_t;
typedef u16 uint16_t;
typedef u32 uint32_t;
typedef unsigned long uint64_t;
typedef s8 int8_t;
typedef s16 int16_t;
typedef s32 int32_t;
typedef long int64_t;

/* __be16 …: wire order is only a name here. */
typedef u16 __be16;
typedef u32 __be32;
typedef u64 __be64;
typedef u16 __le16;
typedef u32 __le32;
typedef u64 __le64;
typedef u16 __sum16;
typedef u32 __wsum;

/* bool: true or false. */
typedef _Bool bool;
enum { false, true };

typedef unsigned long size_t;
typedef long ssize_t;
typedef long ptrdiff_t;
typedef unsigned long uintptr_t;
typedef long intptr_t;
typedef long long loff_t;
typedef unsigned char u_char;
typedef unsigned short u_short;
typedef unsigned int u_int;
typedef unsigned long u_long;
typedef unsigned int uint;
typedef unsigned long ulong;

typedef unsigned int gfp_t;
typedef unsigned int slab_flags_t;
typedef unsigned int fmode_t;
typedef int pid_t;
typedef int clockid_t;
typedef u64 dma_addr_t;
typedef u64 phys_addr_t;
typedef unsigned short umode_t;

/* atomic_t: a 32-bit counter for atomic_*. */
typedef struct {
	int counter;
} atomic_t;

/* atomic64_t: a 64-bit counter for atomic64_*; atomic_long_t is the same. */
typedef struct {
	s64 counter;
} atomic64_t;
typedef atomic64_t atomic_long_t;

/* struct list_head: a link of a circular list, and its head. */
struct list_head {
	struct list_head *next, *prev;
};

/* struct hlist_node: a link of a list whose head is one pointer. */
struct hlist_node {
	struct hlist_node *next, **pprev;
};

/* struct hlist_head: such a head. */
struct hlist_head {
	struct hlist_node *first;
};

/* struct rcu_head: what call_rcu() hangs an object on. */
struct rcu_head {
	struct rcu_head *next;
	void (*func)(struct rcu_head *head);
};
#define callback_head rcu_head

typedef void (*rcu_callback_t)(struct rcu_head *head);

/* DECLARE_BITMAP(name, bits): an array of words that holds that many bits. */
#define DECLARE_BITMAP(name, bits) unsigned long name[((bits) + 63) / 64]

#endif
