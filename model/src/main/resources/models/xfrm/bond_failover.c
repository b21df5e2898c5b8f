/*
 * An active-backup bond moves its offloaded states: BD1, BD2, BD7, BD8, BD13, S3.
 *
 * The code is that of v6.16 and later: a bond remembers its offloaded states in ipsec_list, and each state the device that
 * really holds it in xso.real_dev. A failover, under RTNL, takes every state off the old slave (del_sa_all), changes
 * curr_active_slave, and puts them on the new one (add_sa_all). Meanwhile a user may delete a state: under x->lock it
 * becomes DEAD and the driver's delete callback is called; later the collector calls the free callback. Two locks meet:
 * ipsec_lock, a mutex, around the list and real_dev, and x->lock, a spinlock, around DEAD and delete.
 *
 * Sources of the races, each a variant that takes one fix back:
 *   BD1	d2fddbd34799 "bonding: Fix multiple long standing offload races" (v6.16), first: failover deletes from the card what
 *	the user has just deleted. Fix: under x->lock, and only if the state is not DEAD.
 *   BD2	the same commit, second: the collector frees on a card where nothing was deleted. Two ways to get there: it used to
 *	ask the active slave instead of real_dev; and add_sa_all puts back a state that is DEAD by now.
 *   BD7	c4c5c5d2ef40 "bonding: fix xfrm state handling when clearing active slave" (August 2024): the option that clears
 *	the active slave left the states behind, so adds and deletes did not balance.
 *   BD8	"bonding: Mark active offloaded xfrm_states" (Ratiu, April 2025): real_dev still named a card whose state had been
 *	taken off; add_sa_all then found nothing to do, and a later delete asked the card to remove what it did not have.
 *	(That the free callback clears real_dev as well is redundant here: nobody looks at it afterwards.)
 *   BD13	9a5605505d9c "bonding: Add struct bond_ipesc to manage SA" (2021): before, a state knew its first device only, and
 *	nothing moved it; when that slave had left, real_dev pointed to freed memory.
 *
 *   S3	A suspect in the present code, and a claim about this model only; nobody upstream has stated it. Steps: 1 bond_ipsec_add_sa
 *	reads curr_active_slave; 2 the driver of that slave adds the state; 3 real_dev is set; 4 the node enters ipsec_list
 *	under ipsec_lock. The caller holds xfrm_cfg_mutex, not RTNL. A whole failover between 1 and 4 sees no node, so
 *	the state stays on the old slave, and nothing moves it when the node appears. Answer: reachable, in the variant "fixed"
 *	too, that is in the code of today. ipsec_lock around all of 1 to 4 does not help: the add can fall between del_sa_all
 *	and the change of the active slave, and add_sa_all then moves real_dev on without taking the state off the first card,
 *	or, if the new card refuses it, leaves it where it was. RTNL around 1 to 4 does help (the replicated design of November
 *	2025 takes it; whether every caller can is another question), or, without RTNL, ipsec_lock around them and an
 *	add_sa_all that first takes off what it finds on another device.
 *
 * Properties: those of the cards' tables (cards.h); "real_dev can be trusted to always reflect the offload device" (Ratiu,
 * April 2025), which S3 checks when everything has come to rest; no table has an entry when the state is gone.
 */
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>
#include "cards.h"

#pragma quiesce variant(fixed)
#pragma quiesce variant(deletes_without_asking_for_dead, UNDONE=1)
#pragma quiesce variant(frees_on_the_active_slave, UNDONE=21)
#pragma quiesce variant(adds_back_what_is_dead, UNDONE=22)
#pragma quiesce variant(cleared_by_option, UNDONE=7)
#pragma quiesce variant(real_dev_kept, UNDONE=8)
#pragma quiesce variant(not_moved, UNDONE=13)
#pragma quiesce variant(add_under_ipsec_lock, S3=1)
#pragma quiesce variant(add_under_rtnl, S3=2)
#pragma quiesce variant(add_all_takes_off_first, S3=3)

/* Which fix is taken back; and how the add that S3 is about may be repaired. */
#ifndef UNDONE
#define UNDONE 0
#endif
#ifndef S3
#define S3 0
#endif

struct xfrm_state {
	spinlock_t lock;
	bool dead;
	refcount_t refcnt;
	struct net_device *real_dev;
	struct work_struct gc;
};

struct bond_ipsec {
	struct list_head list;
	struct xfrm_state *xs;
};

static LIST_HEAD(ipsec_list);
static DEFINE_MUTEX(ipsec_lock);
static DEFINE_MUTEX(rtnl);
static struct net_device *slave[CARDS];
static struct net_device __rcu *curr_active_slave;

/* The bond's callbacks: add and free may sleep, delete is called with x->lock held. */

static struct net_device *active(void)
{
	struct net_device *dev;

	rcu_read_lock();
	dev = rcu_dereference(curr_active_slave);
	rcu_read_unlock();
	return dev;
}

static int bond_ipsec_add_sa(struct xfrm_state *x)
{
	struct bond_ipsec *node = kmalloc(sizeof(*node), GFP_KERNEL);
	struct net_device *real_dev;
	int err = -ENODEV;

	assume(node);
	if (S3 == 2)
		mutex_lock(&rtnl);
	if (S3 == 1 || S3 == 3)
		mutex_lock(&ipsec_lock);
	real_dev = active();
	if (real_dev)
		err = nic_state_add(real_dev);
	if (err) {
		kfree(node);
	} else {
		x->real_dev = real_dev;
		node->xs = x;
		if (S3 != 1 && S3 != 3)
			mutex_lock(&ipsec_lock);
		list_add(&node->list, &ipsec_list);
		if (S3 != 1 && S3 != 3)
			mutex_unlock(&ipsec_lock);
	}
	if (S3 == 1 || S3 == 3)
		mutex_unlock(&ipsec_lock);
	if (S3 == 2)
		mutex_unlock(&rtnl);
	return err;
}

static void bond_ipsec_del_sa(struct xfrm_state *x)
{
	if (x->real_dev)
		nic_state_delete(x->real_dev);
}

static void bond_ipsec_free_sa(struct xfrm_state *x)
{
	struct net_device *real_dev;
	struct bond_ipsec *node;

	mutex_lock(&ipsec_lock);
	real_dev = UNDONE == 21 ? active() : x->real_dev;
	x->real_dev = NULL;
	if (real_dev)
		nic_state_free(real_dev);
	list_for_each_entry(node, &ipsec_list, list) {
		if (node->xs != x)
			continue;
		list_del(&node->list);
		kfree(node);
		break;
	}
	mutex_unlock(&ipsec_lock);
}

/* Failover, under RTNL. */

static void bond_ipsec_del_sa_all(void)
{
	struct net_device *real_dev = active();
	struct bond_ipsec *node;
	struct xfrm_state *x;

	if (!real_dev)
		return;
	mutex_lock(&ipsec_lock);
	list_for_each_entry(node, &ipsec_list, list) {
		x = node->xs;
		if (!x->real_dev)
			continue;
		if (UNDONE == 1) {
			nic_state_delete(real_dev);
		} else {
			spin_lock_bh(&x->lock);
			if (UNDONE != 8)
				x->real_dev = NULL;
			if (!x->dead)
				nic_state_delete(real_dev);
			spin_unlock_bh(&x->lock);
		}
		nic_state_free(real_dev);
	}
	mutex_unlock(&ipsec_lock);
}

static void take_off(struct xfrm_state *x)
{
	struct net_device *real_dev = x->real_dev;

	spin_lock_bh(&x->lock);
	x->real_dev = NULL;
	if (!x->dead)
		nic_state_delete(real_dev);
	spin_unlock_bh(&x->lock);
	nic_state_free(real_dev);
}

static void bond_ipsec_add_sa_all(void)
{
	struct net_device *real_dev = active();
	struct bond_ipsec *node;
	struct xfrm_state *x;

	if (!real_dev)
		return;
	mutex_lock(&ipsec_lock);
	list_for_each_entry(node, &ipsec_list, list) {
		x = node->xs;
		if (x->real_dev == real_dev)
			continue;
		if (S3 == 3 && x->real_dev)
			take_off(x);
		if (nic_state_add(real_dev))
			continue;	/* warned about; the state is on no card now */
		spin_lock_bh(&x->lock);
		if (UNDONE != 22 && x->dead)
			nic_state_delete(real_dev);	/* the free that is to come will finish it */
		x->real_dev = real_dev;
		spin_unlock_bh(&x->lock);
	}
	mutex_unlock(&ipsec_lock);
}

static void bond_change_active_slave(struct net_device *new_active)
{
	mutex_lock(&rtnl);
	if (UNDONE != 13)
		bond_ipsec_del_sa_all();
	rcu_assign_pointer(curr_active_slave, new_active);
	if (UNDONE != 13)
		bond_ipsec_add_sa_all();
	mutex_unlock(&rtnl);
}

/* The core: a state's end in two stages. */

static struct xfrm_state *sa;

static void xfrm_state_gc_task(struct work_struct *work)
{
	struct xfrm_state *x = container_of(work, struct xfrm_state, gc);

	synchronize_rcu();
	bond_ipsec_free_sa(x);
	kfree(x);
	cover("the collector has freed the state");
}

static void xfrm_state_put(struct xfrm_state *x)
{
	if (refcount_dec_and_test(&x->refcnt))
		schedule_work(&x->gc);
}

static void user_deletes(void)
{
	spin_lock_bh(&sa->lock);
	sa->dead = true;
	bond_ipsec_del_sa(sa);
	xfrm_state_put(sa);
	spin_unlock_bh(&sa->lock);
	xfrm_state_put(sa);		/* that of the user's lookup */
}

static void alloc_slaves_and_state(void)
{
	for (int i = 0; i < CARDS; i++) {
		slave[i] = kzalloc(sizeof(*slave[i]), GFP_KERNEL);
		assume(slave[i]);
		slave[i]->id = i;
	}
	rcu_assign_pointer(curr_active_slave, slave[0]);

	sa = kzalloc(sizeof(*sa), GFP_KERNEL);
	assume(sa);
	spin_lock_init(&sa->lock);
	refcount_set(&sa->refcnt, 2);
	INIT_WORK(&sa->gc, xfrm_state_gc_task);
}

static void offloaded_to_the_first(void)
{
	alloc_slaves_and_state();
	assume(!bond_ipsec_add_sa(sa));
}

static void nothing_is_left(void)
{
	cards_are_clean();
	assert(list_empty(&ipsec_list));
	for (int i = 0; i < CARDS; i++)
		kfree(slave[i]);
}

static void fail_over(void)
{
	bond_change_active_slave(slave[1]);
	ghost {
		if (hw[1] == DELETED)
			cover("the state was deleted while it moved");
		if (hw[1] == ADDED)
			cover("the state has moved");
	}
}

#if S3 == 0 && (UNDONE == 0 || UNDONE == 1)
struct scenario bd1_double_delete = {
	.about   = "BD1: failover and a user delete the same state from the old slave, once",
	.init    = offloaded_to_the_first,
	.threads = { fail_over, user_deletes },
	.exit    = nothing_is_left,
#if UNDONE
	.expect  = ASSERTION,
#endif
};
#endif

#if S3 == 0 && (UNDONE == 0 || UNDONE == 21 || UNDONE == 22)
struct scenario bd2_free_without_delete = {
	.about   = "BD2: the collector frees a state on the slave that it was deleted from",
	.init    = offloaded_to_the_first,
	.threads = { fail_over, user_deletes },
	.exit    = nothing_is_left,
#if UNDONE
	.expect  = ASSERTION,
#endif
};
#endif

/* BD7: the active slave is cleared by way of the option, and set again. */

static void option_active_slave(void)
{
	if (UNDONE == 7)
		rcu_assign_pointer(curr_active_slave, NULL);
	else
		bond_change_active_slave(NULL);
	bond_change_active_slave(slave[choose_range(0, CARDS - 1)]);
	user_deletes();
}

#if S3 == 0 && (UNDONE == 0 || UNDONE == 7)
struct scenario bd7_clear_active = {
	.about   = "BD7: clearing the active slave takes the states off it",
	.init    = offloaded_to_the_first,
	.threads = { option_active_slave },
	.exit    = nothing_is_left,
#if UNDONE
	.expect  = ASSERTION,
#endif
};
#endif

/* BD8: all links go down, the same one comes up again. */

static void down_and_up(void)
{
	bond_change_active_slave(NULL);
	bond_change_active_slave(slave[0]);
	user_deletes();
}

#if S3 == 0 && (UNDONE == 0 || UNDONE == 8)
struct scenario bd8_down_and_up = {
	.about   = "BD8: after all links were down the slave that returns gets its states again",
	.init    = offloaded_to_the_first,
	.threads = { down_and_up },
	.exit    = nothing_is_left,
#if UNDONE
	.expect  = ASSERTION,
#endif
};
#endif

/* BD13: the first slave leaves the bond and is gone. */

static void first_slave_leaves(void)
{
	struct net_device *gone = slave[0];

	bond_change_active_slave(slave[1]);
	slave[0] = NULL;
	synchronize_net();
	kfree(gone);
}

#if S3 == 0 && (UNDONE == 0 || UNDONE == 13)
struct scenario bd13_slave_leaves = {
	.about   = "BD13: a state does not refer to a slave that has left",
	.init    = offloaded_to_the_first,
	.threads = { first_slave_leaves, user_deletes },
	.exit    = nothing_is_left,
#if UNDONE
	.expect  = USE_AFTER_FREE,
#endif
};
#endif

/* S3: a user adds a state while the bond fails over. */

static void user_adds(void)
{
	bond_ipsec_add_sa(sa);
}

static void just_fail_over(void)
{
	bond_change_active_slave(slave[1]);
}

static void it_is_where_real_dev_says(void)
{
	for (int i = 0; i < CARDS; i++)
		assert((hw[i] == ADDED) == (sa->real_dev == slave[i]));
	assert(!sa->real_dev || sa->real_dev == curr_active_slave);
	if (sa->real_dev)
		cover("the state is on the new slave");
	user_deletes();
	flush_workqueue(system_wq);
	nothing_is_left();
}

#if UNDONE == 0
struct scenario s3_add_vs_failover = {
	.about   = "S3: a state that is added during a failover ends on the new slave, or on none",
	.init    = alloc_slaves_and_state,
	.threads = { user_adds, just_fail_over },
	.exit    = it_is_where_real_dev_says,
#if S3 < 2
	.expect  = ASSERTION,
#endif
};
#endif
