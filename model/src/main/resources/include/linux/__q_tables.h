/*
 * What the headers of deferred work, waiting and lookups share: the numbers of their ghost tables, and the forms of an
 * indivisible step. Models do not use it.
 */
#ifndef LINUX___Q_TABLES_H
#define LINUX___Q_TABLES_H

#include <quiesce.h>

enum __q_table {
	__Q_T_ITEM = 64,	/* work, timer, tasklet -> how it stands: enum __q_item */
	__Q_T_ITEM_QUEUE,	/* pending work -> its workqueue */
	__Q_T_NEXT,		/* work waiting in an ordered queue -> the one behind it */
	__Q_T_HEAD,		/* ordered queue -> its first waiting work */
	__Q_T_TAIL,		/* ordered queue -> its last waiting work */
	__Q_T_COLOURS,		/* workqueue -> items under way by colour, a byte each */
	__Q_T_COLOUR,		/* workqueue -> colour of what is queued next */
	__Q_T_BUSY,		/* workqueue that runs a limited number at a time -> how many are running */
	__Q_T_WAITERS,		/* wait queue, variable or bit -> who waits there */
	__Q_T_KTHREAD,		/* task -> whether it has been told to stop, and whether it has ended */
	__Q_T_TODO,		/* net_device on its way out -> the next one */
	__Q_T_ENTRIES,		/* wait queue -> its first entry; entry -> the next one, or 1 behind the last */
	__Q_T_RCU_HEAD,		/* rcu_head -> how often it has been queued and its callback has not begun */
};

/* A step that never waits; one that may wait by __q_guard; one that only looks; one that no other thread can see. */
#define __q_step for (int __q_r = __q_region(__Q_INDIVISIBLE); __q_r; __q_r = 0)
#define __q_waiting_step for (int __q_r = __q_region(__Q_AWAIT); __q_r; __q_r = 0)
#define __q_looking_step for (int __q_r = __q_region(__Q_LOOK); __q_r; __q_r = 0)
#define __q_hidden_step for (int __q_r = __q_region(__Q_GHOST); __q_r; __q_r = 0)

/* The object at p is used, whatever is read: an error if it is gone. The value is not looked at. */
#define __q_touch(p) ((void)READ_ONCE(*(p)))

#endif
