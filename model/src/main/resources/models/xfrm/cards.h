/*
 * Network cards that encrypt: what the models of this folder share. Each card has a table with, for each state that a
 * model has (mostly one), how far that state is in its life there. The table is ghost: no driver reads it. It states what drivers
 * are promised:
 *   added	only where it is not (adds and deletes balance: Aleksandrov, August 2024);
 *   deleted	once, and only what is there ("calling xdo_dev_state_delete a second time is bad": Ratiu, April 2025);
 *   freed	once, and only after the delete on the same card (Ratiu, April 2025).
 * Whether the card takes a state is its own affair: CARD_TAKES_IT is any answer unless the model says otherwise.
 */
#ifndef XFRM_CARDS_H
#define XFRM_CARDS_H

#include <quiesce.h>
#include <linux/types.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/refcount.h>

#ifndef CARDS
#define CARDS 2
#endif

#ifndef CARD_TAKES_IT
#define CARD_TAKES_IT choose(true, false)
#endif

#ifndef STATES
#define STATES 1
#endif

enum hw { ABSENT, ADDED, DELETED, FREED };
static enum hw hw[CARDS * STATES];	/* of state n on a card: HW_OF(dev, n); where there is one state, of the card */

struct net_device {
	int id;				/* of the card */
	refcount_t refcnt;		/* only where a device may go */
};

#define HW_OF(dev, n) hw[(n) * CARDS + (dev)->id]

/* xdo_dev_state_add(): may sleep, may fail. */
static inline int nic_add(struct net_device *dev, int n)
{
	might_sleep();
	if (!CARD_TAKES_IT)
		return -ENOSPC;
	indivisible {
		assert(HW_OF(dev, n) == ABSENT || HW_OF(dev, n) == FREED);
		HW_OF(dev, n) = ADDED;
	}
	return 0;
}

/* xdo_dev_state_delete(): called with the state's lock held, must not sleep. */
static inline void nic_delete(struct net_device *dev, int n)
{
	indivisible {
		assert(HW_OF(dev, n) == ADDED);
		HW_OF(dev, n) = DELETED;
	}
}

/* xdo_dev_state_free(): may sleep. */
static inline void nic_free(struct net_device *dev, int n)
{
	might_sleep();
	indivisible {
		assert(HW_OF(dev, n) == DELETED);
		HW_OF(dev, n) = FREED;
	}
}

#define nic_state_add(dev) nic_add(dev, 0)
#define nic_state_delete(dev) nic_delete(dev, 0)
#define nic_state_free(dev) nic_free(dev, 0)

/* Nothing is left in any table. */
static inline void cards_are_clean(void)
{
	for (int i = 0; i < CARDS * STATES; i++)
		assert(hw[i] == ABSENT || hw[i] == FREED);
}

#endif
