#ifndef _LINUX_RCULIST_H
#define _LINUX_RCULIST_H

#include <linux/list.h>
#include <linux/rcupdate.h>

/* INIT_LIST_HEAD_RCU(list): as INIT_LIST_HEAD(). */
static inline void INIT_LIST_HEAD_RCU(struct list_head *list)
{
	WRITE_ONCE(list->next, list);
	WRITE_ONCE(list->prev, list);
}

/* list_next_rcu(list): the link that readers follow. */
#define list_next_rcu(list) ((list)->next)

/* __list_add_rcu(node, prev, next): links it in between two neighbours. */
static inline void __list_add_rcu(struct list_head *node, struct list_head *prev, struct list_head *next)
{
	__q_list_check_add(node, prev, next);
	node->next = next;
	node->prev = prev;
	rcu_assign_pointer(prev->next, node);
	next->prev = node;
}

/* list_add_rcu(node, head), list_add_tail_rcu: links it in where readers may be on their way. */
static inline void list_add_rcu(struct list_head *node, struct list_head *head)
{
	__list_add_rcu(node, head, head->next);
}

/* list_add_tail_rcu(node, head): links it in as the last where readers may be on their way. */
static inline void list_add_tail_rcu(struct list_head *node, struct list_head *head)
{
	__list_add_rcu(node, head->prev, head);
}

/* list_del_rcu(node): unlinks it; readers on it still get on; it is to be freed after a grace period. */
static inline void list_del_rcu(struct list_head *node)
{
	__list_del_entry(node);
	node->prev = LIST_POISON2;
}

/* list_bidir_del_rcu(node): the same without poison, for readers that go backwards as well. */
static inline void list_bidir_del_rcu(struct list_head *node)
{
	__list_del_entry(node);
}

/* list_replace_rcu(old, node): readers see the one or the other. */
static inline void list_replace_rcu(struct list_head *old, struct list_head *node)
{
	node->next = old->next;
	node->prev = old->prev;
	rcu_assign_pointer(node->prev->next, node);
	node->next->prev = node;
	old->prev = LIST_POISON2;
}

static inline void __q_list_splice_init_rcu(struct list_head *list, struct list_head *prev, struct list_head *next,
					    void (*sync)(void))
{
	struct list_head *first = list->next;
	struct list_head *last = list->prev;

	INIT_LIST_HEAD_RCU(list);
	sync();
	last->next = next;
	rcu_assign_pointer(prev->next, first);
	first->prev = prev;
	next->prev = last;
}

/* list_splice_init_rcu(list, head, sync): moves all nodes to the front of head; sync() waits for the readers. */
static inline void list_splice_init_rcu(struct list_head *list, struct list_head *head, void (*sync)(void))
{
	if (!list_empty(list))
		__q_list_splice_init_rcu(list, head, head->next, sync);
}

/* list_splice_tail_init_rcu(list, head, sync): moves all nodes to the end of head. */
static inline void list_splice_tail_init_rcu(struct list_head *list, struct list_head *head, void (*sync)(void))
{
	if (!list_empty(list))
		__q_list_splice_init_rcu(list, head->prev, head, sync);
}

/* list_entry_rcu(pointer, type, member): the object, by a marked load of a pointer to its node. */
#define list_entry_rcu(pointer, type, member) container_of(READ_ONCE(pointer), type, member)

/* list_first_or_null_rcu(head, type, member), list_next_or_null_rcu: NULL at the end. */
#define list_first_or_null_rcu(head, type, member) ({ \
	struct list_head *__q_head = (head); \
	struct list_head *__q_first = READ_ONCE(__q_head->next); \
	__q_first != __q_head ? list_entry(__q_first, type, member) : NULL; \
})
#define list_next_or_null_rcu(head, node, type, member) ({ \
	struct list_head *__q_head = (head); \
	struct list_head *__q_node = (node); \
	struct list_head *__q_next = READ_ONCE(__q_node->next); \
	__q_next != __q_head ? list_entry(__q_next, type, member) : NULL; \
})
#define list_first_entry_rcu(head, type, member) list_entry_rcu((head)->next, type, member)

/* Walking a list is for readers, or for those of whom the condition (if there is one) holds. */
#define __q_walk_check(what, head, ...) ({ \
	if (!__q_query(__Q_IN_RCU_SECTION) && !(__VA_ARGS__ + 0)) \
		__q_report(RCU_MISUSE, what " outside a read-side section", (head)); \
})

/* list_for_each_entry_rcu(pos, head, member[, cond]): a loop of a reader; RCU_MISUSE outside a section unless cond. */
#define list_for_each_entry_rcu(pos, head, member, ...) \
	for (__q_walk_check("list_for_each_entry_rcu(" #head ")", head, __VA_ARGS__), \
	     pos = list_entry_rcu((head)->next, typeof(*pos), member); &pos->member != (head); \
	     pos = list_entry_rcu(pos->member.next, typeof(*pos), member))

/* list_for_each_entry_lockless(pos, head, member): the same without the check. */
#define list_for_each_entry_lockless(pos, head, member) \
	for (pos = list_entry_rcu((head)->next, typeof(*pos), member); &pos->member != (head); \
	     pos = list_entry_rcu(pos->member.next, typeof(*pos), member))
#define list_for_each_entry_srcu(pos, head, member, cond) \
	for (({ \
		if (!(cond)) \
			__q_report(RCU_MISUSE, "list_for_each_entry_srcu(" #head ") outside a section", (head)); \
	     }), \
	     pos = list_entry_rcu((head)->next, typeof(*pos), member); &pos->member != (head); \
	     pos = list_entry_rcu(pos->member.next, typeof(*pos), member))
#define list_for_each_entry_continue_rcu(pos, head, member) \
	for (pos = list_entry_rcu(pos->member.next, typeof(*pos), member); &pos->member != (head); \
	     pos = list_entry_rcu(pos->member.next, typeof(*pos), member))
#define list_for_each_entry_from_rcu(pos, head, member) \
	for (; &(pos)->member != (head); pos = list_entry_rcu(pos->member.next, typeof(*(pos)), member))
#define list_for_each_rcu(pos, head) \
	for (pos = rcu_dereference((head)->next); pos != (head); pos = rcu_dereference(pos->next))

/* hlist_del_rcu(node): unlinks it; readers on it still get on. */
static inline void hlist_del_rcu(struct hlist_node *node)
{
	__hlist_del(node);
	WRITE_ONCE(node->pprev, LIST_POISON2);
}

/* hlist_del_init_rcu(node): the same if it is linked, and makes it unhashed. */
static inline void hlist_del_init_rcu(struct hlist_node *node)
{
	if (!hlist_unhashed(node)) {
		__hlist_del(node);
		WRITE_ONCE(node->pprev, NULL);
	}
}

/* hlist_replace_rcu(old, node): readers see the one or the other. */
static inline void hlist_replace_rcu(struct hlist_node *old, struct hlist_node *node)
{
	struct hlist_node *next = old->next;

	node->next = next;
	WRITE_ONCE(node->pprev, old->pprev);
	rcu_assign_pointer(*node->pprev, node);
	if (next)
		WRITE_ONCE(next->pprev, &node->next);
	WRITE_ONCE(old->pprev, LIST_POISON2);
}

/* hlist_add_head_rcu(node, head), _tail_rcu, _before_rcu, _behind_rcu: links it in where readers may be. */
static inline void hlist_add_head_rcu(struct hlist_node *node, struct hlist_head *head)
{
	struct hlist_node *first = head->first;

	__q_hlist_check_add(node, first);
	node->next = first;
	WRITE_ONCE(node->pprev, &head->first);
	rcu_assign_pointer(head->first, node);
	if (first)
		WRITE_ONCE(first->pprev, &node->next);
}

/* hlist_add_before_rcu(node, next): links it in there where readers may be on their way. */
static inline void hlist_add_before_rcu(struct hlist_node *node, struct hlist_node *next)
{
	__q_hlist_check_add(node, next);
	WRITE_ONCE(node->pprev, next->pprev);
	node->next = next;
	rcu_assign_pointer(*node->pprev, node);
	WRITE_ONCE(next->pprev, &node->next);
}

/* hlist_add_behind_rcu(node, prev): links it in there where readers may be on their way. */
static inline void hlist_add_behind_rcu(struct hlist_node *node, struct hlist_node *prev)
{
	__q_hlist_check_add(node, prev);
	node->next = prev->next;
	WRITE_ONCE(node->pprev, &prev->next);
	rcu_assign_pointer(prev->next, node);
	if (node->next)
		WRITE_ONCE(node->next->pprev, &node->next);
}

/* hlist_add_tail_rcu(node, head): links it in as the last where readers may be on their way. */
static inline void hlist_add_tail_rcu(struct hlist_node *node, struct hlist_head *head)
{
	struct hlist_node *last = head->first;

	if (!last) {
		hlist_add_head_rcu(node, head);
		return;
	}
	while (last->next)
		last = last->next;
	hlist_add_behind_rcu(node, last);
}

/* hlist_first_rcu(head), hlist_next_rcu(node), hlist_pprev_rcu(node): the links that readers follow. */
#define hlist_first_rcu(head) ((head)->first)
#define hlist_next_rcu(node) ((node)->next)
#define hlist_pprev_rcu(node) (*(node)->pprev)

/* hlist_for_each_entry_rcu(pos, head, member[, cond]): a loop of a reader; RCU_MISUSE outside a section unless cond. */
#define hlist_for_each_entry_rcu(pos, head, member, ...) \
	for (__q_walk_check("hlist_for_each_entry_rcu(" #head ")", head, __VA_ARGS__), \
	     pos = hlist_entry_safe(READ_ONCE((head)->first), typeof(*(pos)), member); pos; \
	     pos = hlist_entry_safe(READ_ONCE((pos)->member.next), typeof(*(pos)), member))
#define hlist_for_each_entry_rcu_notrace(pos, head, member) \
	for (pos = hlist_entry_safe(READ_ONCE((head)->first), typeof(*(pos)), member); pos; \
	     pos = hlist_entry_safe(READ_ONCE((pos)->member.next), typeof(*(pos)), member))
#define hlist_for_each_entry_rcu_bh(pos, head, member) \
	for (pos = hlist_entry_safe(rcu_dereference_bh((head)->first), typeof(*(pos)), member); pos; \
	     pos = hlist_entry_safe(rcu_dereference_bh((pos)->member.next), typeof(*(pos)), member))
#define hlist_for_each_entry_srcu(pos, head, member, cond) \
	for (({ \
		if (!(cond)) \
			__q_report(RCU_MISUSE, "hlist_for_each_entry_srcu(" #head ") outside a section", (head)); \
	     }), \
	     pos = hlist_entry_safe(READ_ONCE((head)->first), typeof(*(pos)), member); pos; \
	     pos = hlist_entry_safe(READ_ONCE((pos)->member.next), typeof(*(pos)), member))
#define hlist_for_each_entry_continue_rcu(pos, member) \
	for (pos = hlist_entry_safe(READ_ONCE((pos)->member.next), typeof(*(pos)), member); pos; \
	     pos = hlist_entry_safe(READ_ONCE((pos)->member.next), typeof(*(pos)), member))
#define hlist_for_each_entry_from_rcu(pos, member) \
	for (; pos; pos = hlist_entry_safe(READ_ONCE((pos)->member.next), typeof(*(pos)), member))

#endif
