#ifndef _LINUX_LIST_NULLS_H
#define _LINUX_LIST_NULLS_H

#include <linux/list.h>

/* struct hlist_nulls_head, struct hlist_nulls_node: a list whose end is an odd number that tells which list it is. */
struct hlist_nulls_head {
	struct hlist_nulls_node *first;
};

/* struct hlist_nulls_node: a link of such a list. */
struct hlist_nulls_node {
	struct hlist_nulls_node *next, **pprev;
};

/* NULLS_MARKER(n), HLIST_NULLS_HEAD_INIT(n): the end of list n, and an empty list with that end. */
#define NULLS_MARKER(value) (1UL | (unsigned long)(value) << 1)
#define HLIST_NULLS_HEAD_INIT(nulls) { .first = (struct hlist_nulls_node *)NULLS_MARKER(nulls) }

/* INIT_HLIST_NULLS_HEAD(head, nulls): an empty list that ends with that number. */
#define INIT_HLIST_NULLS_HEAD(head, nulls) ((head)->first = (struct hlist_nulls_node *)NULLS_MARKER(nulls))

/* is_a_nulls(node): whether this is the end. get_nulls_value(node): the number there. */
static inline int is_a_nulls(const struct hlist_nulls_node *node)
{
	return (unsigned long)node & 1;
}

/* get_nulls_value(node): the number at the end. */
static inline unsigned long get_nulls_value(const struct hlist_nulls_node *node)
{
	return (unsigned long)node >> 1;
}

/* hlist_nulls_unhashed(node), hlist_nulls_empty(head): as those of hlists. */
static inline int hlist_nulls_unhashed(const struct hlist_nulls_node *node)
{
	return !node->pprev;
}

/* hlist_nulls_unhashed_lockless(node): by a marked load. */
static inline int hlist_nulls_unhashed_lockless(const struct hlist_nulls_node *node)
{
	return !READ_ONCE(node->pprev);
}

/* hlist_nulls_empty(head): whether it has no nodes: a marked load. */
static inline int hlist_nulls_empty(const struct hlist_nulls_head *head)
{
	return is_a_nulls(READ_ONCE(head->first));
}

/* hlist_nulls_add_head(node, head): links it in as the first. */
static inline void hlist_nulls_add_head(struct hlist_nulls_node *node, struct hlist_nulls_head *head)
{
	struct hlist_nulls_node *first = head->first;

	if (node == first)
		__q_report(LIST_CORRUPTION, "adds a node that is there already", node);
	node->next = first;
	WRITE_ONCE(node->pprev, &head->first);
	head->first = node;
	if (!is_a_nulls(first))
		WRITE_ONCE(first->pprev, &node->next);
}

/* __hlist_nulls_del(node): unlinks it and leaves its own links alone. */
static inline void __hlist_nulls_del(struct hlist_nulls_node *node)
{
	struct hlist_nulls_node *next = node->next;
	struct hlist_nulls_node **pprev = node->pprev;

	ghost {
		if (pprev == LIST_POISON2)
			__q_report(LIST_CORRUPTION, "deletes a node that was deleted already", node);
		if (pprev && *pprev != node)
			__q_report(LIST_CORRUPTION, "deletes a node whose neighbours do not point to it", node);
	}
	WRITE_ONCE(*pprev, next);
	if (!is_a_nulls(next))
		WRITE_ONCE(next->pprev, pprev);
}

/* hlist_nulls_del(node): unlinks and poisons it. */
static inline void hlist_nulls_del(struct hlist_nulls_node *node)
{
	__hlist_nulls_del(node);
	WRITE_ONCE(node->pprev, LIST_POISON2);
}

/* hlist_nulls_entry(node, type, member): the object that the node is a member of. */
#define hlist_nulls_entry(node, type, member) container_of(node, type, member)
#define hlist_nulls_entry_safe(node, type, member) ({ \
	struct hlist_nulls_node *__q_nulls_node = (node); \
	!is_a_nulls(__q_nulls_node) ? hlist_nulls_entry(__q_nulls_node, type, member) : NULL; \
})

/* hlist_nulls_for_each_entry(pos, node, head, member), _from: a loop; node ends as the number. */
#define hlist_nulls_for_each_entry(pos, node, head, member) \
	for (node = (head)->first; \
	     !is_a_nulls(node) && ({ pos = hlist_nulls_entry(node, typeof(*pos), member); 1; }); node = node->next)
#define hlist_nulls_for_each_entry_from(pos, node, member) \
	for (; !is_a_nulls(node) && ({ pos = hlist_nulls_entry(node, typeof(*pos), member); 1; }); node = node->next)

#endif
