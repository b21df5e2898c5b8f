/* Uses what spinlock, rwlock, mutex, rwsem, seqlock, lockdep, preempt, irqflags and bottom_half offer. */
#include <linux/mutex.h>
#include <linux/rwlock.h>
#include <linux/rwsem.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>

struct locks {
	spinlock_t spin;
	raw_spinlock_t raw;
	rwlock_t rw;
	struct mutex mutex;
	struct rw_semaphore sem;
	seqlock_t seq;
	seqcount_t count;
};

static struct locks all;
static DEFINE_SPINLOCK(spin);
static DEFINE_RAW_SPINLOCK(raw);
static DEFINE_RWLOCK(rw);
static DEFINE_MUTEX(mutex);
static DECLARE_RWSEM(sem);
static DEFINE_SEQLOCK(seq);
static seqcount_t count = SEQCNT_ZERO(count);
static seqcount_spinlock_t spin_count = SEQCNT_SPINLOCK_ZERO(spin_count, &spin);
static struct locks initialised = {
	.spin = __SPIN_LOCK_UNLOCKED(initialised.spin),
	.mutex = __MUTEX_INITIALIZER(initialised.mutex),
	.sem = __RWSEM_INITIALIZER(initialised.sem),
};

static void prepare(void)
{
	spin_lock_init(&all.spin);
	raw_spin_lock_init(&all.raw);
	rwlock_init(&all.rw);
	mutex_init(&all.mutex);
	init_rwsem(&all.sem);
	seqlock_init(&all.seq);
	seqcount_init(&all.count);
	seqcount_spinlock_init(&spin_count, &spin);
}

static void spinning(void)
{
	unsigned long flags;

	spin_lock(&spin);
	lockdep_assert_held(&spin);
	assert_spin_locked(&spin);
	if (lockdep_is_held(&spin) && spin_is_locked(&spin))
		spin_unlock(&spin);
	spin_lock_bh(&spin);
	spin_unlock_bh(&spin);
	spin_lock_irq(&spin);
	spin_unlock_irq(&spin);
	spin_lock_irqsave(&spin, flags);
	spin_unlock_irqrestore(&spin, flags);
	spin_lock_nested(&spin, SINGLE_DEPTH_NESTING);
	spin_unlock(&spin);
	if (spin_trylock(&spin))
		spin_unlock(&spin);
	if (spin_trylock_bh(&spin))
		spin_unlock_bh(&spin);
	if (spin_trylock_irqsave(&spin, flags))
		spin_unlock_irqrestore(&spin, flags);
	raw_spin_lock_irqsave(&raw, flags);
	raw_spin_unlock_irqrestore(&raw, flags);
	raw_spin_lock(&raw);
	raw_spin_unlock(&raw);
	read_lock(&rw);
	lockdep_assert_held_read(&rw);
	read_unlock(&rw);
	read_lock_bh(&rw);
	read_unlock_bh(&rw);
	write_lock_irqsave(&rw, flags);
	lockdep_assert_held_write(&rw);
	write_unlock_irqrestore(&rw, flags);
	write_lock_bh(&rw);
	write_unlock_bh(&rw);
	if (read_trylock(&rw))
		read_unlock(&rw);
	if (write_trylock(&rw))
		write_unlock(&rw);
	lockdep_assert_not_held(&rw);
}

static int sleeping(void)
{
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
	mutex_lock_nested(&mutex, 1);
	mutex_unlock(&mutex);
	if (mutex_lock_interruptible(&mutex))
		return -EINTR;
	mutex_unlock(&mutex);
	if (mutex_lock_killable(&mutex))
		return -EINTR;
	mutex_unlock(&mutex);
	if (mutex_trylock(&mutex))
		mutex_unlock(&mutex);
	if (!mutex_is_locked(&mutex))
		mutex_destroy(&mutex);
	down_read(&sem);
	up_read(&sem);
	down_write(&sem);
	rwsem_assert_held_write(&sem);
	downgrade_write(&sem);
	up_read(&sem);
	if (down_read_trylock(&sem))
		up_read(&sem);
	if (down_write_trylock(&sem))
		up_write(&sem);
	return rwsem_is_locked(&sem) + down_write_killable(&sem);
}

static unsigned int sequences(void)
{
	unsigned long flags;
	unsigned int start;
	int either = 0;

	write_seqlock(&seq);
	write_sequnlock(&seq);
	write_seqlock_bh(&seq);
	write_sequnlock_bh(&seq);
	write_seqlock_irqsave(&seq, flags);
	write_sequnlock_irqrestore(&seq, flags);
	read_seqlock_excl(&seq);
	read_sequnlock_excl(&seq);
	write_seqcount_begin(&spin_count);
	write_seqcount_end(&spin_count);
	raw_write_seqcount_begin(&count);
	raw_write_seqcount_end(&count);
	raw_write_seqcount_barrier(&count);
	write_seqcount_invalidate(&count);
	do {
		start = read_seqbegin(&seq);
	} while (read_seqretry(&seq, start));
	do {
		start = read_seqcount_begin(&spin_count);
	} while (read_seqcount_retry(&spin_count, start));
	do {
		read_seqbegin_or_lock(&seq, &either);
	} while (need_seqretry(&seq, either));
	done_seqretry(&seq, either);
	return raw_read_seqcount(&count) + raw_seqcount_begin(&count) + __read_seqcount_retry(&count, start);
}

static int contexts(void)
{
	unsigned long flags;

	local_bh_disable();
	local_bh_enable();
	local_irq_disable();
	local_irq_enable();
	local_irq_save(flags);
	local_irq_restore(flags);
	preempt_disable();
	preempt_enable();
	cpu_relax();
	return in_softirq() + in_serving_softirq() + in_interrupt() + in_task() + in_atomic() + irqs_disabled();
}

static void all_of_them(void)
{
	observe("all", sleeping() + sequences() + contexts() + initialised.spin.lock);
}

struct scenario locks = { .init = prepare, .threads = { spinning, all_of_them } };
