/* ipvs: a destination is put in the trash and looked up again; refcnt 0 means in trash */
#include <quiesce.h>
#include <linux/list.h>
#include <linux/refcount.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/slab.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, IDLE_CHECK)
struct ip_vs_dest { struct list_head t_list; refcount_t refcnt; atomic_t conn_flags; unsigned int in_rs_table:1; unsigned idle_start; };
static LIST_HEAD(dest_trash);
static DEFINE_SPINLOCK(dest_trash_lock);
static struct timer_list trash_timer;
static struct ip_vs_dest *conn_dest;

static void dest_trash_expire(struct timer_list *t)
{
	struct ip_vs_dest *dest, *next;

	spin_lock(&dest_trash_lock);
	list_for_each_entry_safe(dest, next, &dest_trash, t_list) {
#ifdef IDLE_CHECK
		if (refcount_read(&dest->refcnt) > 1)
			continue;
#endif
		cover("expired");
		list_del(&dest->t_list);
		if (refcount_dec_and_test(&dest->refcnt) || 1)
			kfree(dest);
	}
	spin_unlock(&dest_trash_lock);
}
static void setup(void)
{
	conn_dest = kzalloc(sizeof(*conn_dest), GFP_KERNEL);
	refcount_set(&conn_dest->refcnt, 2);	/* the trash and a connection */
	timer_setup(&trash_timer, dest_trash_expire, TIMER_DEFERRABLE);
	list_add(&conn_dest->t_list, &dest_trash);
	mod_timer(&trash_timer, jiffies + msecs_to_jiffies(10));
}
static void conn_expire(void)
{
	smp_mb__before_atomic();
	atomic_or(0x80, &conn_dest->conn_flags);
	refcount_dec(&conn_dest->refcnt);
}
static void fini(void)
{
	struct ip_vs_dest *dest;

	timer_shutdown_sync(&trash_timer);
	while (!list_empty(&dest_trash)) {
		dest = list_first_entry(&dest_trash, struct ip_vs_dest, t_list);
		list_del_init(&dest->t_list);
		kfree(dest);
	}
}
static void last_conn(void)
{
	conn_expire();
	fini();
}
struct scenario trash = { .init = setup, .threads = { last_conn },
#ifndef IDLE_CHECK
	.expect = USE_AFTER_FREE,
#endif
};
