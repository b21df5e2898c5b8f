/* Lists that several may push to without a lock, and from which all is taken at once. */
#ifndef _LINUX_LLIST_H
#define _LINUX_LLIST_H

#include <linux/atomic.h>
#include <linux/kernel.h>

struct llist_node {
	struct llist_node *next;
};

struct llist_head {
	struct llist_node *first;
};

#define LLIST_HEAD_INIT(name) { NULL }
#define LLIST_HEAD(name) struct llist_head name = LLIST_HEAD_INIT(name)

static inline void init_llist_head(struct llist_head *list)
{
	list->first = NULL;
}

/* llist_add_batch(first, last, list): puts a chain in front; whether the list was empty. llist_add(node, list): one node. */
static inline bool llist_add_batch(struct llist_node *new_first, struct llist_node *new_last, struct llist_head *head)
{
	struct llist_node *first = READ_ONCE(head->first);

	do {
		WRITE_ONCE(new_last->next, first);
	} while (!try_cmpxchg(&head->first, &first, new_first));
	return !first;
}

#define llist_add(node, head) llist_add_batch((node), (node), (head))

/* llist_empty(list): whether it is, now. */
#define llist_empty(head) (READ_ONCE((head)->first) == NULL)

/* llist_del_all(list): takes all nodes, the last one added first; NULL if there are none. */
#define llist_del_all(head) xchg(&(head)->first, NULL)

/* llist_del_first(list): takes the one added last; NULL if there is none. One caller at a time. */
static inline struct llist_node *llist_del_first(struct llist_head *head)
{
	struct llist_node *first = smp_load_acquire(&head->first);

	do {
		if (!first)
			return NULL;
	} while (!try_cmpxchg(&head->first, &first, READ_ONCE(first->next)));
	return first;
}

/* llist_reverse_order(node): the chain the other way round. */
static inline struct llist_node *llist_reverse_order(struct llist_node *head)
{
	struct llist_node *reversed = NULL;

	while (head) {
		struct llist_node *next = head->next;

		head->next = reversed;
		reversed = head;
		head = next;
	}
	return reversed;
}

#define llist_next(node) ((node)->next)
#define llist_entry(ptr, type, member) container_of(ptr, type, member)

/* llist_for_each(pos, node), _safe, llist_for_each_entry(pos, node, member), _safe: the nodes of a chain that was taken. */
#define llist_for_each(pos, node) for ((pos) = (node); (pos); (pos) = (pos)->next)
#define llist_for_each_safe(pos, n, node) for ((pos) = (node); (pos) && ((n) = (pos)->next, true); (pos) = (n))
#define __q_llist_entry(pos, node, member) \
	({ struct llist_node *__q_node = (node); __q_node ? container_of(__q_node, typeof(*(pos)), member) : NULL; })
#define llist_for_each_entry(pos, node, member) \
	for ((pos) = __q_llist_entry(pos, node, member); (pos); (pos) = __q_llist_entry(pos, (pos)->member.next, member))
#define llist_for_each_entry_safe(pos, n, node, member) \
	for ((pos) = __q_llist_entry(pos, node, member); \
	     (pos) && ((n) = __q_llist_entry(pos, (pos)->member.next, member), true); (pos) = (n))

#endif
