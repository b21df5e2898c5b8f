/* Whether a lock is held whose address stands in memory. */
#include <quiesce.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>

#pragma quiesce variant(held)
#pragma quiesce variant(other, OTHER)

static struct pair {
	spinlock_t lock, other;
	seqcount_spinlock_t seq;
	int a, b;
} pair;

static void create(void)
{
	spin_lock_init(&pair.lock);
	spin_lock_init(&pair.other);
	seqcount_spinlock_init(&pair.seq, &pair.lock);
}

#ifdef OTHER
#define taken other
#else
#define taken lock
#endif

static void writer(void)
{
	spin_lock(&pair.taken);
	write_seqcount_begin(&pair.seq);
	WRITE_ONCE(pair.a, 1);
	WRITE_ONCE(pair.b, 1);
	write_seqcount_end(&pair.seq);
	spin_unlock(&pair.taken);
}

static void reader(void)
{
	unsigned int seq;
	int a, b;

	do {
		seq = read_seqcount_begin(&pair.seq);
		a = READ_ONCE(pair.a);
		b = READ_ONCE(pair.b);
	} while (read_seqcount_retry(&pair.seq, seq));
	BUG_ON(a != b);
}

struct scenario lock_read = {
	.init = create,
	.threads = { writer, reader },
	.memory = MEMORY_LKMM,
#ifdef OTHER
	.expect = ASSERTION,
#endif
};
