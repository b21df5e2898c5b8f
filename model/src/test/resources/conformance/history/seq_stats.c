/* u64_stats-like: a seqcount writer preempted; a reader without retry sees a torn pair */
#include <quiesce.h>
#include <linux/seqlock.h>
#include <linux/types.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, RETRY)
#pragma quiesce variant(seqlock, RETRY, SEQLOCK)
struct sa_count { u32 bytes, packets; } __attribute__((aligned(8)));
#ifdef SEQLOCK
static DEFINE_SEQLOCK(lock);
# define begin()	read_seqbegin(&lock)
# define retry(s)	read_seqretry(&lock, s)
# define wbegin()	write_seqlock_bh(&lock)
# define wend()		write_sequnlock_bh(&lock)
#else
static seqcount_t sc = SEQCNT_ZERO(sc);
# define begin()	read_seqcount_begin(&sc)
# define retry(s)	read_seqcount_retry(&sc, (s))
# define wbegin()	do { preempt_disable(); write_seqcount_begin(&sc); } while (0)
# define wend()		do { write_seqcount_end(&sc); preempt_enable(); } while (0)
#endif
static struct sa_count c;
static void account(void)
{
	wbegin();
	c.packets += 1;
	c.bytes += 100;
	wend();
}
static void dump(void)
{
	struct sa_count snap;
	unsigned int seq;

#ifdef RETRY
	do {
		seq = begin();
		snap = c;
	} while (retry(seq));
#else
	seq = begin();
	snap.packets = READ_ONCE(c.packets), snap.bytes = READ_ONCE(c.bytes);
	(void)seq;
#endif
	assert(snap.bytes == snap.packets * 100);
	cover("read");
}
struct scenario torn = { .threads = { dump }, .softirqs = { account }, .races = RACES_IGNORE,
#ifndef RETRY
	.expect = ASSERTION,
#endif
};
