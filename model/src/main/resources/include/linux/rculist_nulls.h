#ifndef _LINUX_RCULIST_NULLS_H
#define _LINUX_RCULIST_NULLS_H

#include <linux/list_nulls.h>
#include <linux/rcupdate.h>

/* hlist_nulls_first_rcu(head), hlist_nulls_next_rcu(node): the links that readers follow. */
#define hlist_nulls_first_rcu(head) ((head)->first)
#define hlist_nulls_next_rcu(node) ((node)->next)

/* hlist_nulls_del_rcu(node): unlinks it; readers on it still get on. */
static inline void hlist_nulls_del_rcu(struct hlist_nulls_node *node)
{
	__hlist_nulls_del(node);
	WRITE_ONCE(node->pprev, LIST_POISON2);
}

/* hlist_nulls_del_init_rcu(node): the same if it is linked, and makes it unhashed. */
static inline void hlist_nulls_del_init_rcu(struct hlist_nulls_node *node)
{
	if (!hlist_nulls_unhashed(node)) {
		__hlist_nulls_del(node);
		WRITE_ONCE(node->pprev, NULL);
	}
}

/* hlist_nulls_add_head_rcu(node, head), _tail_rcu: links it in where readers may be on their way. */
static inline void hlist_nulls_add_head_rcu(struct hlist_nulls_node *node, struct hlist_nulls_head *head)
{
	struct hlist_nulls_node *first = head->first;

	if (node == first)
		__q_report(LIST_CORRUPTION, "adds a node that is there already", node);
	WRITE_ONCE(node->next, first);
	WRITE_ONCE(node->pprev, &head->first);
	rcu_assign_pointer(head->first, node);
	if (!is_a_nulls(first))
		WRITE_ONCE(first->pprev, &node->next);
}

/* hlist_nulls_add_tail_rcu(node, head): links it in as the last where readers may be on their way. */
static inline void hlist_nulls_add_tail_rcu(struct hlist_nulls_node *node, struct hlist_nulls_head *head)
{
	struct hlist_nulls_node *last = head->first;

	if (is_a_nulls(last)) {
		hlist_nulls_add_head_rcu(node, head);
		return;
	}
	while (!is_a_nulls(last->next))
		last = last->next;
	WRITE_ONCE(node->next, last->next);
	WRITE_ONCE(node->pprev, &last->next);
	rcu_assign_pointer(last->next, node);
}

/* hlist_nulls_for_each_entry_rcu(pos, node, head, member), _safe: a loop of a reader; node ends as the number. */
#define hlist_nulls_for_each_entry_rcu(pos, node, head, member) \
	for (node = rcu_dereference_raw((head)->first); \
	     !is_a_nulls(node) && ({ pos = hlist_nulls_entry(node, typeof(*pos), member); 1; }); \
	     node = rcu_dereference_raw(node->next))
#define hlist_nulls_for_each_entry_safe(pos, node, head, member) \
	for (node = rcu_dereference_raw((head)->first); \
	     !is_a_nulls(node) && ({ \
		pos = hlist_nulls_entry(node, typeof(*pos), member); \
		node = rcu_dereference_raw(node->next); \
		1; \
	     });)

#endif
