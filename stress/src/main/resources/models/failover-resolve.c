/*
 * Failover against resolve: the bond moves the state from one real device to the other and writes the handle and the
 * device one after the other. A resolver that reads them one after the other can take the handle of the old device for
 * the new one.
 */
#include <quiesce.h>
#include <linux/seqlock.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, SEQUENCE_COUNT)

static int real_dev = 1;
static int offload_handle = 10;		/* that of device 1; device 2 has handle 20 */
static seqcount_t moves = SEQCNT_ZERO(moves);

static void failover(void)
{
#ifdef SEQUENCE_COUNT
	preempt_disable();
	write_seqcount_begin(&moves);
#endif
	WRITE_ONCE(real_dev, 2);
	WRITE_ONCE(offload_handle, 20);
#ifdef SEQUENCE_COUNT
	write_seqcount_end(&moves);
	preempt_enable();
#endif
}

static void resolve(void)
{
	int dev, handle;
#ifdef SEQUENCE_COUNT
	unsigned int seq;

	do {
		seq = read_seqcount_begin(&moves);
		dev = READ_ONCE(real_dev);
		handle = READ_ONCE(offload_handle);
	} while (read_seqcount_retry(&moves, seq));
#else
	dev = READ_ONCE(real_dev);
	handle = READ_ONCE(offload_handle);
#endif
	observe("dev", dev);
	observe("handle", handle);
	BUG_ON(handle != dev * 10);
}

struct scenario failover_resolve = {
	.about = "a device must never be given the handle of the other one",
	.threads = { failover, resolve },
#ifndef SEQUENCE_COUNT
	.expect = ASSERTION,
#endif
};
