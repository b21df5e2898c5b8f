/* What must not be done in a context: in a softirq, with interrupts off, or where the scheduler may step in. */
#include <quiesce.h>
#include <linux/bottom_half.h>
#include <linux/irqflags.h>
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>

#pragma quiesce variant(right)
#pragma quiesce variant(broken, BROKEN)

static DEFINE_SPINLOCK(outer);
static DEFINE_SPINLOCK(inner);
static DEFINE_RWLOCK(readers);
static DEFINE_MUTEX(mutex);
static seqcount_t count = SEQCNT_ZERO(count);
static int value;

static void unlocks_inside_out(void)
{
	unsigned long flags;

	spin_lock_irqsave(&outer, flags);
#ifdef BROKEN
	spin_lock_bh(&inner);
	spin_unlock_bh(&inner);
#else
	spin_lock(&inner);
	spin_unlock(&inner);
#endif
	spin_unlock_irqrestore(&outer, flags);
	cover("unlocked");
}

struct scenario bottom_halves_on_with_interrupts_off = {
	.about = "bottom halves are not enabled while interrupts are off",
	.threads = { unlocks_inside_out },
#ifdef BROKEN
	.expect = LOCK_MISUSE,
#endif
};

static void reads_inside_out(void)
{
	local_irq_disable();
#ifdef BROKEN
	read_lock_bh(&readers);
	read_unlock_bh(&readers);
#else
	read_lock(&readers);
	read_unlock(&readers);
#endif
	local_irq_enable();
	cover("read");
}

struct scenario read_with_interrupts_off = {
	.about = "nor by a reader",
	.threads = { reads_inside_out },
#ifdef BROKEN
	.expect = LOCK_MISUSE,
#endif
};

static void section_inside_out(void)
{
#ifdef BROKEN
	local_irq_disable();
	rcu_read_lock_bh();
	rcu_read_unlock_bh();
	local_irq_enable();
#else
	rcu_read_lock_bh();
	local_irq_disable();
	local_irq_enable();
	rcu_read_unlock_bh();
#endif
	cover("section");
}

struct scenario section_with_interrupts_off = {
	.about = "nor by the end of a section, but the other way round is fine",
	.threads = { section_inside_out },
#ifdef BROKEN
	.expect = LOCK_MISUSE,
#endif
};

static void tries(void)
{
	if (mutex_trylock(&mutex)) {
		cover("tried");
		mutex_unlock(&mutex);
	}
}

static void tries_with_bottom_halves_off(void)
{
	local_bh_disable();
	tries();
	local_bh_enable();
}

struct scenario mutex_in_softirq = {
	.about = "a softirq has no task that could own a mutex",
#ifdef BROKEN
	.softirqs = { tries },
	.expect = LOCK_MISUSE,
#else
	.threads = { tries_with_bottom_halves_off },
#endif
};

static void writes(void)
{
#ifndef BROKEN
	preempt_disable();
#endif
	write_seqcount_begin(&count);
	WRITE_ONCE(value, 1);
	write_seqcount_end(&count);
#ifndef BROKEN
	preempt_enable();
#endif
}

static void reads(void)
{
	unsigned int start;

	do {
		start = read_seqcount_begin(&count);
		(void)READ_ONCE(value);
	} while (read_seqcount_retry(&count, start));
	cover("counted");
}

struct scenario preempted_while_writing = {
	.about = "who writes under a sequence count without a lock must not be preempted: readers would spin",
	.threads = { writes, reads },
#ifdef BROKEN
	.expect = ASSERTION,
#endif
};
