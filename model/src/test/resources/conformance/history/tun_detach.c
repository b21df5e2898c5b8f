/* tun: the queue's socket sees tfile->tun after the device is gone; numqueues and array */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <linux/wait.h>
#include <linux/err.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, CHECK_INDEX)
#define MAX_TAP_QUEUES 2

struct tun_file;
struct tun_struct { struct tun_file __rcu *tfiles[MAX_TAP_QUEUES]; unsigned int numqueues; };
struct tun_file { struct tun_struct __rcu *tun; u16 queue_index; bool detached; int tx; struct rcu_head rcu; };
static struct tun_struct tun;
static struct tun_file *files[MAX_TAP_QUEUES];

static void attach(int i)
{
	struct tun_file *t = kzalloc(sizeof(*t), GFP_KERNEL);

	t->queue_index = tun.numqueues;
	files[i] = t;
	rcu_assign_pointer(tun.tfiles[tun.numqueues], t);
	smp_store_release(&tun.numqueues, tun.numqueues + 1);
	rcu_assign_pointer(t->tun, &tun);
}

static void setup(void) { attach(0); attach(1); }

static void __tun_detach(struct tun_file *tfile)
{
	struct tun_file *ntfile;
	u16 index = tfile->queue_index;

	ASSERT_RTNL();
	BUG_ON(index >= tun.numqueues);
	rcu_assign_pointer(tun.tfiles[index], tun.tfiles[tun.numqueues - 1]);
	ntfile = rtnl_dereference(tun.tfiles[index]);
	ntfile->queue_index = index;
	rcu_assign_pointer(tun.tfiles[tun.numqueues - 1], NULL);
	WRITE_ONCE(tun.numqueues, tun.numqueues - 1);
	RCU_INIT_POINTER(tfile->tun, NULL);
	synchronize_net();
	kfree(tfile);
}

static void close1(void)
{
	rtnl_lock();
	__tun_detach(files[1]);
	rtnl_unlock();
}

static void tun_net_xmit(void)
{
	struct tun_file *tfile;
	u32 numqueues = READ_ONCE(tun.numqueues), txq = 1 % numqueues;

	rcu_read_lock();
	tfile = rcu_dereference(tun.tfiles[txq]);
#ifdef CHECK_INDEX
	if (!tfile)
		goto drop;
#endif
	tfile->tx = 1;
	cover("sent");
#ifdef CHECK_INDEX
drop:
#endif
	rcu_read_unlock();
}

static void closing(void) { rtnl_lock(); __tun_detach(files[0]); rtnl_unlock(); }

struct scenario tun_xmit_vs_detach = { .init = setup, .threads = { close1, tun_net_xmit }, .exit = closing,
#ifndef CHECK_INDEX
	.expect = NULL_DEREF
#endif
};
