/* Hash tables: arrays of hlist heads whose size is a power of 2. */
#ifndef _LINUX_HASHTABLE_H
#define _LINUX_HASHTABLE_H

#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/rculist.h>

/* DEFINE_HASHTABLE(name, bits), DECLARE_HASHTABLE(name, bits): 2^bits empty lists; the latter needs hash_init. */
#define DEFINE_HASHTABLE(name, bits) struct hlist_head name[1 << (bits)]
#define DEFINE_READ_MOSTLY_HASHTABLE(name, bits) DEFINE_HASHTABLE(name, bits)
#define DECLARE_HASHTABLE(name, bits) struct hlist_head name[1 << (bits)]

#define HASH_SIZE(name) (ARRAY_SIZE(name))
#define HASH_BITS(name) ilog2(HASH_SIZE(name))

/* hash_min(value, bits): the list of a key: its low bits, so that a model can tell which keys meet. */
#define hash_min(value, bits) ((unsigned int)(value) & ((1U << (bits)) - 1))
#define __q_hash_list(name, key) (&(name)[(unsigned int)(key) & (HASH_SIZE(name) - 1)])

/* hash_init(table): makes every list an empty one. */
#define hash_init(table) do { \
	for (unsigned int __q_i = 0; __q_i < HASH_SIZE(table); __q_i++) \
		INIT_HLIST_HEAD(&(table)[__q_i]); \
} while (0)

/* hash_empty(table): whether no list has an entry. */
#define hash_empty(table) ({ \
	bool __q_none = true; \
	for (unsigned int __q_i = 0; __q_i < HASH_SIZE(table); __q_i++) \
		__q_none = __q_none && hlist_empty(&(table)[__q_i]); \
	__q_none; \
})

/* hash_add(table, node, key), hash_add_rcu: hlist_add_head to the list of the key. */
#define hash_add(table, node, key) hlist_add_head((node), __q_hash_list(table, key))
#define hash_add_rcu(table, node, key) hlist_add_head_rcu((node), __q_hash_list(table, key))

/* hash_del(node), hash_del_rcu(node): hlist_del_init, hlist_del_init_rcu. hash_hashed(node): whether it is in a table. */
#define hash_del(node) hlist_del_init(node)
#define hash_del_rcu(node) hlist_del_init_rcu(node)
#define hash_hashed(node) (!hlist_unhashed(node))

/* hash_for_each_possible(table, obj, member, key) and its forms: each entry in the list of the key. */
#define hash_for_each_possible(table, obj, member, key) \
	hlist_for_each_entry(obj, __q_hash_list(table, key), member)
#define hash_for_each_possible_rcu(table, obj, member, key, ...) \
	hlist_for_each_entry_rcu(obj, __q_hash_list(table, key), member, ##__VA_ARGS__)
#define hash_for_each_possible_safe(table, obj, tmp, member, key) \
	hlist_for_each_entry_safe(obj, tmp, __q_hash_list(table, key), member)

/* hash_for_each(table, bkt, obj, member) and its forms: each entry of each list. */
#define hash_for_each(table, bkt, obj, member) \
	for ((bkt) = 0, (obj) = NULL; (obj) == NULL && (bkt) < HASH_SIZE(table); (bkt)++) \
		hlist_for_each_entry(obj, &(table)[bkt], member)
#define hash_for_each_rcu(table, bkt, obj, member) \
	for ((bkt) = 0, (obj) = NULL; (obj) == NULL && (bkt) < HASH_SIZE(table); (bkt)++) \
		hlist_for_each_entry_rcu(obj, &(table)[bkt], member)
#define hash_for_each_safe(table, bkt, tmp, obj, member) \
	for ((bkt) = 0, (obj) = NULL; (obj) == NULL && (bkt) < HASH_SIZE(table); (bkt)++) \
		hlist_for_each_entry_safe(obj, tmp, &(table)[bkt], member)

#endif
