/* driver: the interrupt handler schedules NAPI; close must disable it before freeing rings */
#include <quiesce.h>
#include <linux/netdevice.h>
#include <linux/etherdevice.h>
#include <linux/interrupt.h>
#include <linux/slab.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, DISABLE_NAPI)
struct ring { u32 count; u32 desc[2]; };
struct adapter { struct net_device *netdev; struct napi_struct napi; struct ring *rx_ring; };
static struct net_device *nd;
static int my_poll(struct napi_struct *napi, int budget)
{
	struct adapter *a = container_of(napi, struct adapter, napi);
	int work_done = 0;

	while (work_done < budget && a->rx_ring->desc[0])
		a->rx_ring->desc[0]--, work_done++;
	if (work_done < budget)
		napi_complete_done(napi, work_done);
	return work_done;
}
static irqreturn_t my_irq(int irq, void *data)
{
	struct adapter *a = data;

	napi_schedule(&a->napi);
	cover("scheduled");
	return IRQ_HANDLED;
}
static void setup(void)
{
	struct adapter *a;

	nd = alloc_etherdev(sizeof(struct adapter));
	a = netdev_priv(nd);
	a->netdev = nd;
	a->rx_ring = kzalloc(sizeof(*a->rx_ring), GFP_KERNEL);
	a->rx_ring->desc[0] = 1;
	netif_napi_add(nd, &a->napi, my_poll);
	napi_enable(&a->napi);
	BUG_ON(register_netdev(nd));

}
static void hw(void) { struct adapter *a = netdev_priv(nd); my_irq(7, a); }
static void my_close(void)
{
	struct adapter *a = netdev_priv(nd);

#ifdef DISABLE_NAPI
	napi_disable(&a->napi);
#endif
	kfree(a->rx_ring);
	a->rx_ring = NULL;
}
static void fini(void)
{
	struct adapter *a = netdev_priv(nd);


	netif_napi_del(&a->napi);
	unregister_netdev(nd);
	free_netdev(nd);
}
struct scenario poll_vs_close = { .init = setup, .threads = { my_close }, .softirqs = { hw }, .exit = fini, .races = RACES_IGNORE,
#ifndef DISABLE_NAPI
	.expect = USE_AFTER_FREE,
#endif
};
