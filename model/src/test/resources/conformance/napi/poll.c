/* A poll runs once for all that was scheduled before it began, again for what came meanwhile, and not while it is disabled. */
#include <quiesce.h>
#include <linux/etherdevice.h>
#include <linux/netdevice.h>

#pragma quiesce variant(enabled)
#pragma quiesce variant(never_completed, NEVER_COMPLETED)
#pragma quiesce variant(disabled_twice, DISABLED_TWICE)
#pragma quiesce variant(lost, LOST)

static struct net_device *dev;
static struct napi_struct napi;
static unsigned long pending, done;
static int polls;

static int poll(struct napi_struct *n, int budget)
{
	unsigned long lines = xchg(&pending, 0);
	int work = lines != 0;

	BUG_ON(!in_softirq() || polls++ > 2);
	done |= lines;
#ifndef NEVER_COMPLETED
	napi_complete_done(n, work);
#endif
	return work;
}

static void start(void)
{
	dev = alloc_etherdev(0);
	assume(dev);
	netif_napi_add(dev, &napi, poll);
	napi_enable(&napi);
}

static void interrupt(int line)
{
	set_bit(line, &pending);
#ifdef LOST
	if (!test_bit(NAPI_STATE_SCHED, &napi.state))
		napi_schedule(&napi);
#else
	napi_schedule(&napi);
#endif
}

static void first(void)
{
	interrupt(0);
}

static void second(void)
{
	interrupt(1);
}

static void stop(void)
{
#ifdef NEVER_COMPLETED
	napi_disable(&napi);
	napi_enable(&napi);
#endif
}

static void end(void)
{
#ifndef NEVER_COMPLETED
	BUG_ON(READ_ONCE(pending) || done != 3);
#endif
	cover("end");
	napi_disable(&napi);
#ifdef DISABLED_TWICE
	napi_disable(&napi);
#endif
	BUG_ON(napi_schedule(&napi));
	netif_napi_del(&napi);
	free_netdev(dev);
}

struct scenario schedule = {
	.about = "what an interrupt has announced is polled",
	.init = start,
	.threads = { first, second, stop },
	.exit = end,
	.races = RACES_IGNORE,
#if defined(NEVER_COMPLETED) || defined(DISABLED_TWICE)
	.expect = DEADLOCK,
#elif defined(LOST)
	.expect = ASSERTION,
#endif
};
