/* mod_timer says whether the timer was armed; an armed timer expires once however often it is moved. */
#include <quiesce.h>
#include <linux/timer.h>

#pragma quiesce variant(counts_new_ones)
#pragma quiesce variant(counts_calls, COUNT_CALLS)

static int expiries, armed;

static void expired(struct timer_list *timer)
{
	expiries++;
}

static DEFINE_TIMER(timer, expired);

static void twice(void)
{
	armed += !mod_timer(&timer, jiffies + 1);
	if (mod_timer(&timer, jiffies + 2))
		cover("was armed");
	else
		armed++;
}

static void counts(void)
{
	BUG_ON(timer_pending(&timer));
#ifdef COUNT_CALLS
	BUG_ON(expiries != 2);
#else
	BUG_ON(expiries != armed);
	if (armed == 2)
		cover("had expired before");
#endif
}

struct scenario pending = {
	.about = "moving an armed timer adds no expiry",
	.threads = { twice },
	.exit = counts,
#ifdef COUNT_CALLS
	.expect = ASSERTION,
#endif
};
