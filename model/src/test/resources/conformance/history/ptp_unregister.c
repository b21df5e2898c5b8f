/* ptp: virtual clock / poll: readers on tsev queue must be woken and the wait must end */
#include <quiesce.h>
#include <linux/wait.h>
#include <linux/spinlock.h>
#include <linux/slab.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, WAKE)
struct timestamp_event_queue { int buf[4]; int head, tail; spinlock_t lock; };
struct ptp_clock { struct timestamp_event_queue tsevq; wait_queue_head_t tsev_wq; int defunct; };
static struct ptp_clock ptp;
static int queue_cnt(const struct timestamp_event_queue *q)
{
	int cnt = READ_ONCE(q->tail) - READ_ONCE(q->head);

	return cnt < 0 ? (int)ARRAY_SIZE(q->buf) + cnt : cnt;
}
static void setup(void)
{
	spin_lock_init(&ptp.tsevq.lock);
	init_waitqueue_head(&ptp.tsev_wq);
}
static long ptp_read(void)
{
	unsigned long flags;
	long ev;

	if (wait_event_interruptible(ptp.tsev_wq, READ_ONCE(ptp.defunct) || queue_cnt(&ptp.tsevq)))
		return -ERESTARTSYS;
	if (READ_ONCE(ptp.defunct))
		return -ENODEV;
	spin_lock_irqsave(&ptp.tsevq.lock, flags);
	BUG_ON(!queue_cnt(&ptp.tsevq));
	ev = ptp.tsevq.buf[ptp.tsevq.head];
	WRITE_ONCE(ptp.tsevq.head, (ptp.tsevq.head + 1) % 4);
	spin_unlock_irqrestore(&ptp.tsevq.lock, flags);
	return ev;
}
static void reader(void)
{
	observe("read", ptp_read());
	cover("woken");
}
static void unregister(void)
{
	WRITE_ONCE(ptp.defunct, 1);
#ifdef WAKE
	wake_up_interruptible(&ptp.tsev_wq);
#endif
}
struct scenario unregister_vs_read = { .init = setup, .threads = { reader, unregister },
#ifndef WAKE
	.expect = DEADLOCK,
#endif
};
