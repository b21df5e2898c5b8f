/*
 * Wide states: QUEUES rings of SLOTS slots between a producer and a consumer each, that never end. Messages are numbered
 * modulo KINDS, so that what lies in the slots depends on how often the ring went round. Nothing joins the queues, and so
 * the states are all combinations of those of one: as many as wanted, of as many words as wanted.
 */
#include <quiesce.h>
#include <linux/compiler.h>

#ifndef QUEUES
#define QUEUES 3
#endif
#ifndef SLOTS
#define SLOTS 16
#endif
#ifndef KINDS
#define KINDS 3
#endif

static u64 ring[QUEUES][SLOTS];	/* message + 1 in each slot, also after it was taken */
static u8 head[QUEUES], tail[QUEUES];	/* where the next message goes, and where it is taken from */

static void produce(u8 queue)
{
	u8 message = 0;

	for (;;) {
		u8 at = READ_ONCE(head[queue]);

		await((at + 1) % SLOTS != tail[queue]);
		WRITE_ONCE(ring[queue][at], message + 1);
		message = (message + 1) % KINDS;
		WRITE_ONCE(head[queue], (at + 1) % SLOTS);
	}
}

static void consume(u8 queue)
{
	u8 expected = 0;

	for (;;) {
		u8 at = READ_ONCE(tail[queue]);

		await(at != head[queue]);
		assert(READ_ONCE(ring[queue][at]) == expected + 1);
		expected = (expected + 1) % KINDS;
		WRITE_ONCE(tail[queue], (at + 1) % SLOTS);
	}
}

#define QUEUE(n) \
	static void produce##n(void) { produce(n); } \
	static void consume##n(void) { consume(n); }

QUEUE(0)
#if QUEUES > 1
QUEUE(1)
#endif
#if QUEUES > 2
QUEUE(2)
#endif
#if QUEUES > 3
QUEUE(3)
#endif

struct scenario queues = {
	.about = "what wide states are measured on",
	.endless = true,
	.threads = {
		produce0, consume0,
#if QUEUES > 1
		produce1, consume1,
#endif
#if QUEUES > 2
		produce2, consume2,
#endif
#if QUEUES > 3
		produce3, consume3,
#endif
	},
};
