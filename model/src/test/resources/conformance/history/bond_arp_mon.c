/* bonding: the ARP monitor walks the slaves and commits under rtnl_trylock; cancel under RTNL */
#include <quiesce.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/workqueue.h>
#include <linux/jiffies.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, TRYLOCK)

enum { BOND_LINK_UP, BOND_LINK_FAIL, BOND_LINK_DOWN, BOND_LINK_BACK, BOND_LINK_NOCHANGE = -1 };

struct slave {
	struct list_head list;
	s8 link;
	s8 link_new_state;
	unsigned int is_active:1, should_notify:1;
};

struct bonding {
	struct list_head slaves;
	struct slave __rcu *curr_active_slave;
	struct workqueue_struct *wq;
	struct delayed_work mii_work;
	bool up;
	int rounds;
};

static struct bonding bond0;
static struct slave eth[2];

#define bond_for_each_slave(bond, pos) list_for_each_entry(pos, &(bond)->slaves, list)
#define bond_for_each_slave_rcu(bond, pos) list_for_each_entry_rcu(pos, &(bond)->slaves, list)

static int bond_miimon_inspect(struct bonding *bond)
{
	struct slave *slave;
	int commit = 0;

	bond_for_each_slave_rcu(bond, slave) {
		slave->link_new_state = BOND_LINK_NOCHANGE;
		switch (slave->link) {
		case BOND_LINK_UP:
			continue;
		case BOND_LINK_DOWN:
			slave->link_new_state = BOND_LINK_UP;
			commit++;
			break;
		}
	}
	return commit;
}

static void bond_miimon_commit(struct bonding *bond)
{
	struct slave *slave;

	ASSERT_RTNL();
	bond_for_each_slave(bond, slave) {
		if (slave->link_new_state == BOND_LINK_NOCHANGE)
			continue;
		slave->link = slave->link_new_state;
		if (!rtnl_dereference(bond->curr_active_slave))
			rcu_assign_pointer(bond->curr_active_slave, slave);
	}
}

static void bond_mii_monitor(struct work_struct *work)
{
	struct bonding *bond = container_of(work, struct bonding, mii_work.work);
	int commit;

	rcu_read_lock();
	commit = bond_miimon_inspect(bond);
	rcu_read_unlock();
	if (commit) {
#ifdef TRYLOCK
		if (!rtnl_trylock())
			goto re_arm;
#else
		rtnl_lock();
#endif
		bond_miimon_commit(bond);
		cover("committed");
		rtnl_unlock();
	}
#ifdef TRYLOCK
re_arm:
#endif
	if (bond->up && bond->rounds++ < 2)
		queue_delayed_work(bond->wq, &bond->mii_work, commit ? 1 : HZ / 10);
}

static void bond_close(void)
{
	rtnl_lock();
	cancel_delayed_work_sync(&bond0.mii_work);
	RCU_INIT_POINTER(bond0.curr_active_slave, NULL);
	rtnl_unlock();
}

static void setup(void)
{
	INIT_LIST_HEAD(&bond0.slaves);
	for (int i = 0; i < 2; i++) {
		eth[i].link = i ? BOND_LINK_DOWN : BOND_LINK_UP;
		list_add_tail_rcu(&eth[i].list, &bond0.slaves);
	}
	bond0.up = true;
	bond0.wq = alloc_ordered_workqueue("%s", WQ_MEM_RECLAIM, "bond0");
	INIT_DELAYED_WORK(&bond0.mii_work, bond_mii_monitor);
	queue_delayed_work(bond0.wq, &bond0.mii_work, 0);
}

static void fini(void)
{
	BUG_ON(rcu_access_pointer(bond0.curr_active_slave));
	destroy_workqueue(bond0.wq);
}

struct scenario monitor_vs_close = {
	.about = "cancel_delayed_work_sync under RTNL waits for a monitor that wants RTNL",
	.init = setup, .threads = { bond_close }, .exit = fini,
#ifndef TRYLOCK
	.expect = DEADLOCK,
#endif
};
