#ifndef _LINUX_LIST_H
#define _LINUX_LIST_H

#include <quiesce.h>
#include <linux/container_of.h>

/* What the links of a deleted node hold. */
#define LIST_POISON1 ((void *)0xdead000000000100)
#define LIST_POISON2 ((void *)0xdead000000000122)

/* LIST_HEAD(name), LIST_HEAD_INIT(name): an empty list. */
#define LIST_HEAD_INIT(name) { &(name), &(name) }
#define LIST_HEAD(name) struct list_head name = LIST_HEAD_INIT(name)

/* INIT_LIST_HEAD(list): makes it empty, or a node linked to itself. */
static inline void INIT_LIST_HEAD(struct list_head *list)
{
	WRITE_ONCE(list->next, list);
	WRITE_ONCE(list->prev, list);
}

/* What a debugging kernel checks before it adds and deletes: LIST_CORRUPTION, in no step of its own. */
static inline void __q_list_check_add(struct list_head *node, struct list_head *prev, struct list_head *next)
{
	ghost {
		if (!prev || !next)
			__q_report(LIST_CORRUPTION, "adds a node to a list that was not initialised", node);
		if (next->prev != prev || prev->next != next)
			__q_report(LIST_CORRUPTION, "adds a node between two that are not neighbours", node);
		if (node == prev || node == next)
			__q_report(LIST_CORRUPTION, "adds a node that is there already", node);
	}
}

static inline void __q_list_check_del(struct list_head *node, struct list_head *prev, struct list_head *next)
{
	ghost {
		if (!prev || !next)
			__q_report(LIST_CORRUPTION, "deletes a node that was not initialised", node);
		if (next == LIST_POISON1 || prev == LIST_POISON2)
			__q_report(LIST_CORRUPTION, "deletes a node that was deleted already", node);
		if (prev->next != node || next->prev != node)
			__q_report(LIST_CORRUPTION, "deletes a node whose neighbours do not point to it", node);
	}
}

/* __list_add(node, prev, next): links it in between two neighbours. */
static inline void __list_add(struct list_head *node, struct list_head *prev, struct list_head *next)
{
	__q_list_check_add(node, prev, next);
	next->prev = node;
	node->next = next;
	node->prev = prev;
	WRITE_ONCE(prev->next, node);
}

/* __list_del(prev, next): makes them neighbours. */
static inline void __list_del(struct list_head *prev, struct list_head *next)
{
	next->prev = prev;
	WRITE_ONCE(prev->next, next);
}

/* __list_del_entry(node): unlinks it and leaves its own links alone. */
static inline void __list_del_entry(struct list_head *node)
{
	struct list_head *prev = node->prev;
	struct list_head *next = node->next;

	__q_list_check_del(node, prev, next);
	__list_del(prev, next);
}

/* list_add(node, head): links it in as the first; LIST_CORRUPTION if it is there already. */
static inline void list_add(struct list_head *node, struct list_head *head)
{
	__list_add(node, head, head->next);
}

/* list_add_tail(node, head): links it in as the last. */
static inline void list_add_tail(struct list_head *node, struct list_head *head)
{
	__list_add(node, head->prev, head);
}

/* list_del(node): unlinks and poisons it; LIST_CORRUPTION if that was done before. */
static inline void list_del(struct list_head *node)
{
	__list_del_entry(node);
	node->next = LIST_POISON1;
	node->prev = LIST_POISON2;
}

/* list_del_init(node): unlinks it and links it to itself: deleting it again is fine. */
static inline void list_del_init(struct list_head *node)
{
	__list_del_entry(node);
	INIT_LIST_HEAD(node);
}

/* list_del_init_careful(node): the same for list_empty_careful() on the node without a lock. */
static inline void list_del_init_careful(struct list_head *node)
{
	__list_del_entry(node);
	WRITE_ONCE(node->prev, node);
	smp_store_release(&node->next, node);
}

/* list_replace(old, node): puts a node where another is. */
static inline void list_replace(struct list_head *old, struct list_head *node)
{
	node->next = old->next;
	node->next->prev = node;
	node->prev = old->prev;
	node->prev->next = node;
}

/* list_replace_init(old, node): list_replace(), and links the old one to itself. */
static inline void list_replace_init(struct list_head *old, struct list_head *node)
{
	list_replace(old, node);
	INIT_LIST_HEAD(old);
}

/* list_move(node, head), list_move_tail(node, head): from one list to another. */
static inline void list_move(struct list_head *node, struct list_head *head)
{
	__list_del_entry(node);
	list_add(node, head);
}

/* list_move_tail(node, head): from one list to the end of another. */
static inline void list_move_tail(struct list_head *node, struct list_head *head)
{
	__list_del_entry(node);
	list_add_tail(node, head);
}

/* list_swap(a, b): each where the other was. */
static inline void list_swap(struct list_head *a, struct list_head *b)
{
	struct list_head *before = b->prev;

	list_del(b);
	list_replace(a, b);
	if (before == a)
		before = b;
	list_add(a, before);
}

/* list_empty(head): whether it has no nodes: a marked load. */
static inline int list_empty(const struct list_head *head)
{
	return READ_ONCE(head->next) == head;
}

/* list_empty_careful(head): the same without a lock, if nothing but list_del_init_careful() is done meanwhile. */
static inline int list_empty_careful(const struct list_head *head)
{
	struct list_head *next = smp_load_acquire(&head->next);

	return next == head && next == READ_ONCE(head->prev);
}

/* list_is_first(node, head), list_is_last, list_is_head, list_is_singular: where a node stands. */
static inline int list_is_first(const struct list_head *node, const struct list_head *head)
{
	return node->prev == head;
}

/* list_is_last(node, head): whether it is the last. */
static inline int list_is_last(const struct list_head *node, const struct list_head *head)
{
	return node->next == head;
}

/* list_is_head(node, head): whether it is no node but the head. */
static inline int list_is_head(const struct list_head *node, const struct list_head *head)
{
	return node == head;
}

/* list_is_singular(head): whether it has exactly one node. */
static inline int list_is_singular(const struct list_head *head)
{
	return !list_empty(head) && head->next == head->prev;
}

/* list_cut_before(list, head, entry): moves what is before the entry to list, of which nothing remains. */
static inline void list_cut_before(struct list_head *list, struct list_head *head, struct list_head *entry)
{
	if (head->next == entry) {
		INIT_LIST_HEAD(list);
		return;
	}
	list->next = head->next;
	list->next->prev = list;
	list->prev = entry->prev;
	list->prev->next = list;
	head->next = entry;
	entry->prev = head;
}

/* list_cut_position(list, head, entry): the same with the entry itself; entry may be the head: then nothing is moved. */
static inline void list_cut_position(struct list_head *list, struct list_head *head, struct list_head *entry)
{
	if (list_empty(head))
		return;
	if (entry == head)
		INIT_LIST_HEAD(list);
	else
		list_cut_before(list, head, entry->next);
}

/* list_rotate_left(head): the first becomes the last. */
static inline void list_rotate_left(struct list_head *head)
{
	if (!list_empty(head))
		list_move_tail(head->next, head);
}

/* list_bulk_move_tail(head, first, last): the nodes from first to last, of any list, become the last ones. */
static inline void list_bulk_move_tail(struct list_head *head, struct list_head *first, struct list_head *last)
{
	first->prev->next = last->next;
	last->next->prev = first->prev;
	head->prev->next = first;
	first->prev = head->prev;
	last->next = head;
	head->prev = last;
}

static inline void __q_list_splice(const struct list_head *list, struct list_head *prev, struct list_head *next)
{
	struct list_head *first = list->next;
	struct list_head *last = list->prev;

	first->prev = prev;
	prev->next = first;
	last->next = next;
	next->prev = last;
}

/* list_splice(list, head): moves all nodes to the front of head; list itself is left as it was. */
static inline void list_splice(const struct list_head *list, struct list_head *head)
{
	if (!list_empty(list))
		__q_list_splice(list, head, head->next);
}

/* list_splice_tail(list, head): the same to the end. */
static inline void list_splice_tail(struct list_head *list, struct list_head *head)
{
	if (!list_empty(list))
		__q_list_splice(list, head->prev, head);
}

/* list_splice_init(list, head), list_splice_tail_init(list, head): the same, and empties list. */
static inline void list_splice_init(struct list_head *list, struct list_head *head)
{
	if (!list_empty(list)) {
		__q_list_splice(list, head, head->next);
		INIT_LIST_HEAD(list);
	}
}

/* list_splice_tail_init(list, head): list_splice_tail(), and empties list. */
static inline void list_splice_tail_init(struct list_head *list, struct list_head *head)
{
	if (!list_empty(list)) {
		__q_list_splice(list, head->prev, head);
		INIT_LIST_HEAD(list);
	}
}

/* list_entry(node, type, member): the object that the node is a member of. */
#define list_entry(node, type, member) container_of(node, type, member)

/* list_first_entry(head, type, member), list_last_entry: that of the first or last node; there must be one. */
#define list_first_entry(head, type, member) list_entry((head)->next, type, member)
#define list_last_entry(head, type, member) list_entry((head)->prev, type, member)

/* list_first_entry_or_null(head, type, member): the same, NULL if there is none. */
#define list_first_entry_or_null(head, type, member) ({ \
	struct list_head *__q_head = (head); \
	struct list_head *__q_first = READ_ONCE(__q_head->next); \
	__q_first != __q_head ? list_entry(__q_first, type, member) : NULL; \
})
#define list_last_entry_or_null(head, type, member) ({ \
	struct list_head *__q_head = (head); \
	struct list_head *__q_last = READ_ONCE(__q_head->prev); \
	__q_last != __q_head ? list_entry(__q_last, type, member) : NULL; \
})

/* list_next_entry(pos, member), list_prev_entry(pos, member): the neighbours of an object. */
#define list_next_entry(pos, member) list_entry((pos)->member.next, typeof(*(pos)), member)
#define list_prev_entry(pos, member) list_entry((pos)->member.prev, typeof(*(pos)), member)
#define list_next_entry_circular(pos, head, member) \
	(list_is_last(&(pos)->member, head) ? list_first_entry(head, typeof(*(pos)), member) : list_next_entry(pos, member))
#define list_prev_entry_circular(pos, head, member) \
	(list_is_first(&(pos)->member, head) ? list_last_entry(head, typeof(*(pos)), member) : list_prev_entry(pos, member))

/* list_entry_is_head(pos, head, member): whether a loop has come round. */
#define list_entry_is_head(pos, head, member) (&(pos)->member == (head))

/* list_for_each(node, head): a loop over the nodes; _safe: the current one may be deleted; _prev: backwards. */
#define list_for_each(pos, head) for (pos = (head)->next; pos != (head); pos = pos->next)
#define list_for_each_continue(pos, head) for (pos = pos->next; pos != (head); pos = pos->next)
#define list_for_each_prev(pos, head) for (pos = (head)->prev; pos != (head); pos = pos->prev)
#define list_for_each_safe(pos, n, head) \
	for (pos = (head)->next, n = pos->next; pos != (head); pos = n, n = pos->next)
#define list_for_each_prev_safe(pos, n, head) \
	for (pos = (head)->prev, n = pos->prev; pos != (head); pos = n, n = pos->prev)

/* list_for_each_entry(pos, head, member): a loop over the objects; _reverse, _continue, _from, _safe as they say. */
#define list_for_each_entry(pos, head, member) \
	for (pos = list_first_entry(head, typeof(*pos), member); !list_entry_is_head(pos, head, member); \
	     pos = list_next_entry(pos, member))
#define list_for_each_entry_reverse(pos, head, member) \
	for (pos = list_last_entry(head, typeof(*pos), member); !list_entry_is_head(pos, head, member); \
	     pos = list_prev_entry(pos, member))
#define list_prepare_entry(pos, head, member) ((pos) ? (pos) : list_entry(head, typeof(*pos), member))
#define list_for_each_entry_continue(pos, head, member) \
	for (pos = list_next_entry(pos, member); !list_entry_is_head(pos, head, member); \
	     pos = list_next_entry(pos, member))
#define list_for_each_entry_continue_reverse(pos, head, member) \
	for (pos = list_prev_entry(pos, member); !list_entry_is_head(pos, head, member); \
	     pos = list_prev_entry(pos, member))
#define list_for_each_entry_from(pos, head, member) \
	for (; !list_entry_is_head(pos, head, member); pos = list_next_entry(pos, member))
#define list_for_each_entry_from_reverse(pos, head, member) \
	for (; !list_entry_is_head(pos, head, member); pos = list_prev_entry(pos, member))
#define list_for_each_entry_safe(pos, n, head, member) \
	for (pos = list_first_entry(head, typeof(*pos), member), n = list_next_entry(pos, member); \
	     !list_entry_is_head(pos, head, member); pos = n, n = list_next_entry(n, member))
#define list_for_each_entry_safe_continue(pos, n, head, member) \
	for (pos = list_next_entry(pos, member), n = list_next_entry(pos, member); \
	     !list_entry_is_head(pos, head, member); pos = n, n = list_next_entry(n, member))
#define list_for_each_entry_safe_from(pos, n, head, member) \
	for (n = list_next_entry(pos, member); !list_entry_is_head(pos, head, member); \
	     pos = n, n = list_next_entry(n, member))
#define list_for_each_entry_safe_reverse(pos, n, head, member) \
	for (pos = list_last_entry(head, typeof(*pos), member), n = list_prev_entry(pos, member); \
	     !list_entry_is_head(pos, head, member); pos = n, n = list_prev_entry(n, member))
#define list_safe_reset_next(pos, n, member) n = list_next_entry(pos, member)

/* list_count_nodes(head): how many nodes it has. */
static inline size_t list_count_nodes(struct list_head *head)
{
	struct list_head *pos;
	size_t n = 0;

	list_for_each(pos, head)
		n++;
	return n;
}

/* HLIST_HEAD(name), HLIST_HEAD_INIT: an empty hlist. */
#define HLIST_HEAD_INIT { .first = NULL }
#define HLIST_HEAD(name) struct hlist_head name = { .first = NULL }
#define INIT_HLIST_HEAD(head) ((head)->first = NULL)

/* INIT_HLIST_NODE(node): makes it unhashed. */
static inline void INIT_HLIST_NODE(struct hlist_node *node)
{
	node->next = NULL;
	node->pprev = NULL;
}

/* hlist_unhashed(node): whether it is initialised and in no list; a poisoned one is not unhashed. */
static inline int hlist_unhashed(const struct hlist_node *node)
{
	return !node->pprev;
}

/* hlist_unhashed_lockless(node): the same by a marked load. */
static inline int hlist_unhashed_lockless(const struct hlist_node *node)
{
	return !READ_ONCE(node->pprev);
}

/* hlist_empty(head): whether it has no nodes: a marked load. */
static inline int hlist_empty(const struct hlist_head *head)
{
	return !READ_ONCE(head->first);
}

static inline void __q_hlist_check_del(struct hlist_node *node, struct hlist_node **pprev)
{
	ghost {
		if (pprev == LIST_POISON2)
			__q_report(LIST_CORRUPTION, "deletes a node that was deleted already", node);
		if (pprev && pprev != &node->next && *pprev != node)
			__q_report(LIST_CORRUPTION, "deletes a node whose neighbours do not point to it", node);
	}
}

/* __hlist_del(node): unlinks it and leaves its own links alone. */
static inline void __hlist_del(struct hlist_node *node)
{
	struct hlist_node *next = node->next;
	struct hlist_node **pprev = node->pprev;

	__q_hlist_check_del(node, pprev);
	WRITE_ONCE(*pprev, next);
	if (next)
		WRITE_ONCE(next->pprev, pprev);
}

/* hlist_del(node): unlinks and poisons it: hlist_unhashed() is false for it; LIST_CORRUPTION if done before. */
static inline void hlist_del(struct hlist_node *node)
{
	__hlist_del(node);
	node->next = LIST_POISON1;
	node->pprev = LIST_POISON2;
}

/* hlist_del_init(node): unlinks it if it is linked, and makes it unhashed. */
static inline void hlist_del_init(struct hlist_node *node)
{
	if (!hlist_unhashed(node)) {
		__hlist_del(node);
		INIT_HLIST_NODE(node);
	}
}

static inline void __q_hlist_check_add(struct hlist_node *node, struct hlist_node *next)
{
	if (node == next)
		__q_report(LIST_CORRUPTION, "adds a node that is there already", node);
}

/* hlist_add_head(node, head): links it in as the first. */
static inline void hlist_add_head(struct hlist_node *node, struct hlist_head *head)
{
	struct hlist_node *first = head->first;

	__q_hlist_check_add(node, first);
	WRITE_ONCE(node->next, first);
	if (first)
		WRITE_ONCE(first->pprev, &node->next);
	WRITE_ONCE(head->first, node);
	WRITE_ONCE(node->pprev, &head->first);
}

/* hlist_add_before(node, next), hlist_add_behind(node, prev): links it in there. */
static inline void hlist_add_before(struct hlist_node *node, struct hlist_node *next)
{
	__q_hlist_check_add(node, next);
	WRITE_ONCE(node->pprev, next->pprev);
	WRITE_ONCE(node->next, next);
	WRITE_ONCE(next->pprev, &node->next);
	WRITE_ONCE(*node->pprev, node);
}

/* hlist_add_behind(node, prev): links it in behind another. */
static inline void hlist_add_behind(struct hlist_node *node, struct hlist_node *prev)
{
	__q_hlist_check_add(node, prev);
	WRITE_ONCE(node->next, prev->next);
	WRITE_ONCE(prev->next, node);
	WRITE_ONCE(node->pprev, &prev->next);
	if (node->next)
		WRITE_ONCE(node->next->pprev, &node->next);
}

/* hlist_add_fake(node): makes it look linked, in a list of its own. */
static inline void hlist_add_fake(struct hlist_node *node)
{
	node->pprev = &node->next;
}

/* hlist_fake(node): whether hlist_add_fake() did that. */
static inline bool hlist_fake(struct hlist_node *node)
{
	return node->pprev == &node->next;
}

/* hlist_is_singular_node(node, head): whether it is the only one. */
static inline bool hlist_is_singular_node(struct hlist_node *node, struct hlist_head *head)
{
	return !node->next && node->pprev == &head->first;
}

/* hlist_count_nodes(head): how many there are. */
static inline size_t hlist_count_nodes(struct hlist_head *head)
{
	size_t count = 0;

	for (struct hlist_node *pos = head->first; pos; pos = pos->next)
		count++;
	return count;
}

/* hlist_move_list(from, to): moves all nodes to another head. */
static inline void hlist_move_list(struct hlist_head *from, struct hlist_head *to)
{
	to->first = from->first;
	if (to->first)
		to->first->pprev = &to->first;
	from->first = NULL;
}

/* hlist_entry(node, type, member), hlist_entry_safe: the object that the node is a member of; NULL for NULL. */
#define hlist_entry(node, type, member) container_of(node, type, member)
#define hlist_entry_safe(node, type, member) ({ \
	struct hlist_node *__q_hlist_node = (node); \
	__q_hlist_node ? hlist_entry(__q_hlist_node, type, member) : NULL; \
})

/* hlist_for_each(node, head), hlist_for_each_safe: loops over the nodes. */
#define hlist_for_each(pos, head) for (pos = (head)->first; pos; pos = pos->next)
#define hlist_for_each_safe(pos, n, head) for (pos = (head)->first; pos && ({ n = pos->next; 1; }); pos = n)

/* hlist_for_each_entry(pos, head, member): a loop over the objects; _continue, _from, _safe as they say. */
#define hlist_for_each_entry(pos, head, member) \
	for (pos = hlist_entry_safe((head)->first, typeof(*(pos)), member); pos; \
	     pos = hlist_entry_safe((pos)->member.next, typeof(*(pos)), member))
#define hlist_for_each_entry_continue(pos, member) \
	for (pos = hlist_entry_safe((pos)->member.next, typeof(*(pos)), member); pos; \
	     pos = hlist_entry_safe((pos)->member.next, typeof(*(pos)), member))
#define hlist_for_each_entry_from(pos, member) \
	for (; pos; pos = hlist_entry_safe((pos)->member.next, typeof(*(pos)), member))
#define hlist_for_each_entry_safe(pos, n, head, member) \
	for (pos = hlist_entry_safe((head)->first, typeof(*pos), member); pos && ({ n = pos->member.next; 1; }); \
	     pos = hlist_entry_safe(n, typeof(*pos), member))

#endif
