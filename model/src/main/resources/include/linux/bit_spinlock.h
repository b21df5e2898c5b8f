/* Spinlocks of one bit in a word. */
#ifndef __LINUX_BIT_SPINLOCK_H
#define __LINUX_BIT_SPINLOCK_H

#include <linux/bitops.h>
#include <linux/__q_tables.h>
#include <linux/preempt.h>

/* bit_spin_trylock(bit, word): sets the bit if it is clear, with preemption off from then on; whether it did. */
static inline int bit_spin_trylock(int bit, unsigned long *word)
{
	preempt_disable();
	if (!test_and_set_bit_lock(bit, word))
		return 1;
	preempt_enable();
	return 0;
}

/* bit_spin_lock(bit, word): waits until the bit is clear and sets it; preemption is off from then on. */
static inline void bit_spin_lock(int bit, unsigned long *word)
{
	preempt_disable();
	while (test_and_set_bit_lock(bit, word))
		__q_waiting_step
			__q_guard(!test_bit(bit, word));
}

/* bit_spin_unlock(bit, word): clears it; ASSERTION if it is not set. __bit_spin_unlock: for who alone changes that word. */
static inline void bit_spin_unlock(int bit, unsigned long *word)
{
	if (!test_bit(bit, word))
		__q_report(ASSERTION, "bit_spin_unlock of a bit that is not locked", word);
	clear_bit_unlock(bit, word);
	preempt_enable();
}

static inline void __bit_spin_unlock(int bit, unsigned long *word)
{
	if (!test_bit(bit, word))
		__q_report(ASSERTION, "__bit_spin_unlock of a bit that is not locked", word);
	__clear_bit_unlock(bit, word);
	preempt_enable();
}

/* bit_spin_is_locked(bit, word): whether anybody holds it. */
#define bit_spin_is_locked(bit, word) test_bit((bit), (word))

#endif
