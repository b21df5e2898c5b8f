/* While a thread owns a socket, softirq code that has the spinlock must look whether it is owned. */
#include <quiesce.h>
#include <net/sock.h>

#pragma quiesce variant(looks)
#pragma quiesce variant(does_not_look, DOES_NOT_LOOK)

static struct sock sk;
static int inside;

static void create(void)
{
	sock_init_data(NULL, &sk);
}

static void process(void)
{
	lock_sock(&sk);
	WRITE_ONCE(inside, inside + 1);
	BUG_ON(READ_ONCE(inside) != 1);
	WRITE_ONCE(inside, inside - 1);
	release_sock(&sk);
}

static void softirq(void)
{
	bh_lock_sock(&sk);
#ifndef DOES_NOT_LOOK
	if (sock_owned_by_user(&sk)) {
		cover("owned");
	} else
#endif
	{
		WRITE_ONCE(inside, inside + 1);
		BUG_ON(READ_ONCE(inside) != 1);
		WRITE_ONCE(inside, inside - 1);
		cover("not owned");
	}
	bh_unlock_sock(&sk);
}

struct scenario sock_lock = {
	.about = "lock_sock and bh_lock_sock exclude each other only with sock_owned_by_user",
	.init = create,
	.threads = { process, process },
	.softirqs = { softirq },
	.races = RACES_IGNORE,
#ifdef DOES_NOT_LOOK
	.expect = ASSERTION,
#endif
};
