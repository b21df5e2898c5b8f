/* What locks mean. */
#include <linux/delay.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/seqlock.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

static int n, a, b;
static DEFINE_SPINLOCK(spin);
static DEFINE_MUTEX(mutex);
static DEFINE_RWLOCK(rw);
static DECLARE_RWSEM(sem);
static DEFINE_SEQLOCK(seq);
static seqcount_spinlock_t count = SEQCNT_SPINLOCK_ZERO(count, &spin);

static void twice(void)
{
	BUG_ON(n != 2);
}

static void spinning(void)
{
	spin_lock(&spin);
	lockdep_assert_held(&spin);
	n++;
	spin_unlock(&spin);
}
struct scenario a_spinlock_excludes = { .threads = { spinning, spinning }, .exit = twice };

static void sleeping(void)
{
	mutex_lock(&mutex);
	n++;
	mutex_unlock(&mutex);
}
struct scenario a_mutex_excludes = { .threads = { sleeping, sleeping }, .exit = twice };

static void writing(void)
{
	unsigned long flags;

	write_lock_irqsave(&rw, flags);
	BUG_ON(!irqs_disabled());
	n++;
	write_unlock_irqrestore(&rw, flags);
}
struct scenario a_writer_excludes = { .threads = { writing, writing }, .exit = twice };

static void downgrading(void)
{
	down_write(&sem);
	lockdep_assert_held_write(&sem);
	n++;
	downgrade_write(&sem);
	lockdep_assert_held_read(&sem);
	up_read(&sem);
}
struct scenario a_downgrade_lets_nobody_in_between = { .threads = { downgrading, downgrading }, .exit = twice };

static void only_reading(void)
{
	down_read(&sem);
	lockdep_assert_held_write(&sem);
	up_read(&sem);
}
struct scenario held_in_the_wrong_way = { .threads = { only_reading }, .expect = ASSERTION };

static void not_holding(void)
{
	lockdep_assert_held(&mutex);
}
struct scenario not_held = { .threads = { not_holding }, .expect = ASSERTION };

static void mutex_then_sem(void)
{
	mutex_lock(&mutex);
	down_read(&sem);
	up_read(&sem);
	mutex_unlock(&mutex);
}

static void sem_then_mutex(void)
{
	down_write(&sem);
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
	up_write(&sem);
}
struct scenario taken_in_two_orders = { .threads = { mutex_then_sem, sem_then_mutex }, .expect = DEADLOCK };

static void unlocking(void)
{
	spin_unlock(&spin);
}
struct scenario unlocked_without_a_lock = { .threads = { unlocking }, .expect = LOCK_MISUSE };

static void wrong_unlock(void)
{
	spin_lock_bh(&spin);
	spin_unlock(&spin);
}
struct scenario unlocked_in_another_way = { .threads = { wrong_unlock }, .expect = LOCK_MISUSE };

static void destroying(void)
{
	mutex_lock(&mutex);
	mutex_destroy(&mutex);
}
struct scenario destroyed_while_held = { .threads = { destroying }, .expect = LOCK_MISUSE };

static void mutex_under_spinlock(void)
{
	spin_lock(&spin);
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
	spin_unlock(&spin);
}
struct scenario a_mutex_under_a_spinlock = { .threads = { mutex_under_spinlock }, .expect = SLEEP_IN_ATOMIC };

static void handler(void)
{
	msleep(1);
}
struct scenario sleeping_in_softirq = { .softirqs = { handler }, .expect = SLEEP_IN_ATOMIC };

static void atomic_allocation(void)
{
	spin_lock_bh(&spin);
	kfree(kmalloc(8, GFP_ATOMIC));
	spin_unlock_bh(&spin);
	msleep(1);
}
struct scenario an_atomic_allocation = { .threads = { atomic_allocation } };

struct scenario a_softirq_deadlocks_with_itself = {
	.threads = { spinning }, .softirqs = { spinning }, .expect = LOCK_MISUSE
};

static void write_both(void)
{
	write_seqlock(&seq);
	WRITE_ONCE(a, 1);
	WRITE_ONCE(b, 1);
	write_sequnlock(&seq);
}

static void read_both(void)
{
	unsigned int start;
	int x, y;

	do {
		start = read_seqbegin(&seq);
		x = READ_ONCE(a);
		y = READ_ONCE(b);
	} while (read_seqretry(&seq, start));
	BUG_ON(x != y);
}

static void read_or_lock(void)
{
	int round = 0, x, y;

	do {
		read_seqbegin_or_lock(&seq, &round);
		x = READ_ONCE(a);
		y = READ_ONCE(b);
	} while (need_seqretry(&seq, round) && (round = 1));
	done_seqretry(&seq, round);
	BUG_ON(x != y);
}

static void read_without(void)
{
	int x = READ_ONCE(a), y = READ_ONCE(b);

	BUG_ON(x != y);
}
struct scenario a_reader_retries = { .threads = { write_both, read_both, read_or_lock } };
struct scenario a_reader_does_not_retry = { .threads = { write_both, read_without }, .expect = ASSERTION };

static void without_its_lock(void)
{
	write_seqcount_begin(&count);
	write_seqcount_end(&count);
}
struct scenario a_sequence_without_its_lock = { .threads = { without_its_lock }, .expect = ASSERTION };
