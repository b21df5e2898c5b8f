/* Waiting for a variable or a bit: as a wait queue of its own for each address. */
#ifndef _LINUX_WAIT_BIT_H
#define _LINUX_WAIT_BIT_H

#include <linux/__q_wait.h>
#include <linux/bitops.h>

/* How many threads wait for any of them. */
static unsigned int __q_wait_keys_asleep;

static inline unsigned long __q_wait_key_begin(const volatile void *key)
{
	unsigned long ticket = 0;

	__q_step
		ticket = __q_wait_register(key, &__q_wait_keys_asleep);
	smp_mb();
	return ticket;
}

static inline void __q_wait_key_end(const volatile void *key, unsigned long ticket)
{
	__q_step
		__q_wait_leave(key, &__q_wait_keys_asleep, ticket);
}

/* Who would wake somebody up looks first whether there is anybody; only a full barrier orders that behind a change. */
static inline void __q_wait_key_wake(const volatile void *key)
{
	if (READ_ONCE(__q_wait_keys_asleep))
		__q_step
			__q_wait_wake(key, &__q_wait_keys_asleep);
}

#define ___q_wait_key_event(key, condition) do { \
	if (!(condition)) { \
		const volatile void *__q_key = (key); \
		unsigned long __q_ticket = __q_wait_key_begin(__q_key); \
		while (!(condition)) \
			__q_ticket = __q_wait_sleep(__q_key, &__q_wait_keys_asleep, __q_ticket); \
		__q_wait_key_end(__q_key, __q_ticket); \
	} \
} while (0)

/* wait_var_event(var, condition): sleeps until the condition holds; wants a wake_up_var(var) for each change. Sleeps. */
#define wait_var_event(var, condition) do { \
	__q_might_sleep("wait_var_event"); \
	___q_wait_key_event((var), condition); \
} while (0)
#define wait_var_event_killable(var, condition) ({ wait_var_event(var, condition); 0; })
#define wait_var_event_interruptible(var, condition) ({ wait_var_event(var, condition); 0; })

/*
 * wake_up_var(var): everybody who waits for that variable goes on to look again; var itself is not touched. Between the
 * change that they wait for and this there must be a full barrier, or it may find nobody waiting too early.
 */
static inline void wake_up_var(void *var)
{
	__q_wait_key_wake(var);
}

/* Under what a bit is waited for: in objects of less than 8 KiB this is no key of another word, or of a variable. */
#define __q_bit_key(word, bit) ((const volatile char *)(word) + ((unsigned long)(bit) + 1) * 0x2000)

/* wait_on_bit(word, bit, mode): sleeps until the bit is clear; answers 0. Sleeps. */
static inline int wait_on_bit(unsigned long *word, int bit, unsigned int mode)
{
	__q_might_sleep("wait_on_bit");
	___q_wait_key_event(__q_bit_key(word, bit), !test_bit(bit, word));
	return 0;
}

#define wait_on_bit_io(word, bit, mode) wait_on_bit((word), (bit), (mode))

/* wait_on_bit_lock(word, bit, mode): sleeps until the bit is clear and sets it; answers 0. Sleeps. */
static inline int wait_on_bit_lock(unsigned long *word, int bit, unsigned int mode)
{
	__q_might_sleep("wait_on_bit_lock");
	___q_wait_key_event(__q_bit_key(word, bit), !test_and_set_bit(bit, word));
	return 0;
}

/* wake_up_bit(word, bit): the same for who waits for that bit; wants smp_mb__after_atomic() behind clear_bit(). */
static inline void wake_up_bit(unsigned long *word, int bit)
{
	__q_wait_key_wake(__q_bit_key(word, bit));
}

/* clear_and_wake_up_bit(bit, word): clears it with release order, and wake_up_bit. */
static inline void clear_and_wake_up_bit(int bit, unsigned long *word)
{
	clear_bit_unlock(bit, word);
	smp_mb__after_atomic();
	wake_up_bit(word, bit);
}

#endif
