/* Who waits for a bit is woken for that bit, and not for another one, for the variable, or for a bit of the next word. */
#include <quiesce.h>
#include <linux/wait_bit.h>

#pragma quiesce variant(that_bit)
#pragma quiesce variant(that_bit_of_ours, CLEARED)
#pragma quiesce variant(a_bit_eight_further, WRONG=wake_up_bit(&words[0], 9))
#pragma quiesce variant(a_bit_of_the_next_word, WRONG=wake_up_bit(&words[1], 1))
#pragma quiesce variant(the_variable, WRONG=wake_up_var(&words[0]))

static unsigned long words[2] = { BIT(1), BIT(1) };

static void wait(void)
{
	wait_on_bit(&words[0], 1, 0);
	BUG_ON(test_bit(1, &words[0]));
	cover("went on");
}

static void wake(void)
{
#ifdef CLEARED
	clear_and_wake_up_bit(1, &words[0]);
#else
	clear_bit(1, &words[0]);
	smp_mb__after_atomic();
#ifdef WRONG
	WRONG;
#else
	wake_up_bit(&words[0], 1);
#endif
#endif
}

struct scenario bit_keys = {
	.about = "a wake-up names what is waited for",
	.threads = { wait, wake },
#ifdef WRONG
	.expect = DEADLOCK,
#endif
};
