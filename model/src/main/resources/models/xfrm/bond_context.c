/*
 * Where a bond may sleep: BD3 and BD4.
 *
 * A driver's add and free callbacks may sleep, its delete callback is called with x->lock held and bottom halves off. A bond
 * passes all three on, and has a list of its own to protect. Which lock, and what to hold while the driver sleeps?
 *
 *   BD4	2aeeef906d5a "bonding: change ipsec_lock from spin lock to mutex" (CVE-2024-46678). It was a spinlock, taken inside an
 *	RCU section, around the driver's add: sleeping in atomic context. The fix has two halves: a mutex instead of the
 *	spinlock, and a reference on the slave's device instead of the RCU section. The mutex inside the section still
 *	sleeps where it must not; without the reference the slave may be gone when the driver is called.
 *   BD3	d2fddbd34799 "bonding: Fix multiple long standing offload races", third: with the mutex came mutex_lock() in
 *	bond_ipsec_del_sa(), which runs under x->lock. Fix: the node leaves the list in the free callback, which may sleep.
 *
 * Properties: "driver add/delete may sleep" and ".delete is called in atomic context" (the two commits); the device that a
 * driver is called with is not freed under it.
 */
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include "cards.h"

#pragma quiesce variant(fixed)
#pragma quiesce variant(list_in_delete, BD3)
#pragma quiesce variant(spinlock_in_rcu, BD4, SPINLOCK, INSIDE_RCU)
#pragma quiesce variant(mutex_in_rcu, BD4, INSIDE_RCU)
#pragma quiesce variant(without_reference, BD4, WITHOUT_REFERENCE)

static LIST_HEAD(ipsec_list);
static struct net_device __rcu *curr_active_slave;

#ifdef SPINLOCK
static DEFINE_SPINLOCK(ipsec_lock);
#define lock_ipsec()	spin_lock_bh(&ipsec_lock)
#define unlock_ipsec()	spin_unlock_bh(&ipsec_lock)
#else
static DEFINE_MUTEX(ipsec_lock);
#define lock_ipsec()	mutex_lock(&ipsec_lock)
#define unlock_ipsec()	mutex_unlock(&ipsec_lock)
#endif

static struct xfrm_state {
	spinlock_t lock;
	struct list_head bond_ipsec;	/* its node in the bond's list */
	struct net_device *real_dev;
} sa = { .lock = __SPIN_LOCK_UNLOCKED(sa.lock), .bond_ipsec = LIST_HEAD_INIT(sa.bond_ipsec) };

static void bond_ipsec_add_sa(struct xfrm_state *x)
{
	struct net_device *real_dev;

	rcu_read_lock();
	real_dev = rcu_dereference(curr_active_slave);
	if (!real_dev) {
		rcu_read_unlock();
		return;
	}
#ifndef WITHOUT_REFERENCE
	refcount_inc(&real_dev->refcnt);
#endif
#ifndef INSIDE_RCU
	rcu_read_unlock();
#endif
	lock_ipsec();
	if (!nic_state_add(real_dev)) {
		x->real_dev = real_dev;
		list_add(&x->bond_ipsec, &ipsec_list);
		cover("added");
	}
	unlock_ipsec();
#ifdef INSIDE_RCU
	rcu_read_unlock();
#endif
#ifndef WITHOUT_REFERENCE
	refcount_dec(&real_dev->refcnt);
#endif
}

static void bond_ipsec_del_sa(struct xfrm_state *x)
{
	nic_state_delete(x->real_dev);
#ifdef BD3
	lock_ipsec();
	list_del_init(&x->bond_ipsec);
	unlock_ipsec();
#endif
}

static void bond_ipsec_free_sa(struct xfrm_state *x)
{
	lock_ipsec();
	nic_state_free(x->real_dev);
	x->real_dev = NULL;
#ifndef BD3
	list_del_init(&x->bond_ipsec);
#endif
	unlock_ipsec();
}

static void user_deletes(void)
{
	if (!sa.real_dev)
		return;
	spin_lock_bh(&sa.lock);
	bond_ipsec_del_sa(&sa);
	spin_unlock_bh(&sa.lock);
	bond_ipsec_free_sa(&sa);
}

static void one_slave(void)
{
	struct net_device *dev = kzalloc(sizeof(*dev), GFP_KERNEL);

	assume(dev);
	refcount_set(&dev->refcnt, 1);
	rcu_assign_pointer(curr_active_slave, dev);
}

static void free_slave(void)
{
	kfree(curr_active_slave);
	assert(list_empty(&ipsec_list));
	cards_are_clean();
}

static void add_and_delete(void)
{
	bond_ipsec_add_sa(&sa);
	user_deletes();
}

#ifndef BD4
struct scenario bd3_mutex_under_state_lock = {
	.about   = "BD3: the bond's delete callback, under x->lock, does not sleep",
	.init    = one_slave,
	.threads = { add_and_delete },
	.exit    = free_slave,
#ifdef BD3
	.expect  = SLEEP_IN_ATOMIC,
#endif
};
#endif

static void add(void)
{
	bond_ipsec_add_sa(&sa);
}

static void slave_leaves(void)
{
	struct net_device *dev = curr_active_slave;

	rcu_assign_pointer(curr_active_slave, NULL);
	synchronize_net();
	await(refcount_read(&dev->refcnt) == 1);
	kfree(dev);
}

#ifndef BD3
struct scenario bd4_spinlock_around_driver = {
	.about   = "BD4: the driver's add callback may sleep, and its device stays while it does",
	.init    = one_slave,
	.threads = { add, slave_leaves },
#if defined(WITHOUT_REFERENCE)
	.expect  = USE_AFTER_FREE,
#elif defined(BD4)
	.expect  = SLEEP_IN_ATOMIC,
#endif
};
#endif
