/* What static keys, random numbers, hashes, indices without speculation and statistics mean. */
#include <quiesce.h>
#include <linux/hash.h>
#include <linux/jump_label.h>
#include <linux/nospec.h>
#include <linux/random.h>
#include <linux/spinlock.h>
#include <linux/u64_stats_sync.h>

static DEFINE_STATIC_KEY_FALSE(feature);
static DEFINE_STATIC_KEY_TRUE(fast);
static DEFINE_SPINLOCK(lock);
static int ready, seen;

/* A key is switched while others look at it. */
static void switches_on(void)
{
	WRITE_ONCE(ready, 1);
	static_branch_enable(&feature);
}

static void looks(void)
{
	if (static_branch_unlikely(&feature)) {
		cover("on");
		assert(READ_ONCE(ready));
	} else {
		cover("off");
	}
	assert(static_branch_likely(&fast));
}

struct scenario a_key_is_on_after_what_came_before = {
	.threads = { switches_on, looks },
};

static void switches_on_too_early(void)
{
	static_branch_enable(&feature);
	WRITE_ONCE(ready, 1);
}

struct scenario a_key_is_on_at_once = {
	.threads = { switches_on_too_early, looks },
	.expect = ASSERTION,
};

static void switches_off(void)
{
	assert(static_key_enabled(&fast));
	static_branch_disable(&fast);
	assert(!static_key_enabled(&fast));
	assert(!static_branch_unlikely(&fast));
}

struct scenario a_key_is_off = { .threads = { switches_off } };

static void switches_under_a_lock(void)
{
	spin_lock(&lock);
	static_branch_enable(&feature);
	spin_unlock(&lock);
}

struct scenario switching_sleeps = {
	.threads = { switches_under_a_lock },
	.expect = SLEEP_IN_ATOMIC,
};

/* Whoever wants it on counts; the last one switches it off. */
static void wants(void)
{
	static_branch_inc(&feature);
	assert(static_branch_unlikely(&feature));
	static_branch_dec(&feature);
}

static void nobody_wants(void)
{
	assert(static_key_count(&feature) == 0);
}

struct scenario who_wants_it_has_it = {
	.threads = { wants, wants },
	.exit = nobody_wants,
};

static void wants_no_more(void)
{
	static_branch_dec(&feature);
}

struct scenario more_do_not_want_it_than_did = {
	.threads = { wants_no_more },
	.expect = REF_MISUSE,
};

/* A random number may be any, and no other. */
static void rolls(void)
{
	u32 pips = get_random_u32_inclusive(1, 6);

	assert(pips >= 1 && pips <= 6);
	if (pips == 6 && get_random_u32_below(3) == 2)
		cover("six, and then the greatest of three");
	assert(get_random_u32_below(1) == 0);
}

struct scenario any_number = { .threads = { rolls } };

static void hopes(void)
{
	assert(get_random_u32_below(3) != 2);
}

struct scenario not_the_number_hoped_for = {
	.threads = { hopes },
	.expect = ASSERTION,
};

/* The values are those that the kernel's functions have. */
static void hashes(void)
{
	assert(hash_32(1, 8) == 0x61);
	assert(hash_32(3, 8) == 0x25);
	assert(hash_64(1, 16) == 0x61c8);
	assert(hash_long(3UL, 8) == 0x25);
	assert(array_index_nospec(2, 3) == 2);
	assert(array_index_nospec(3, 3) == 0);
}

struct scenario numbers = { .threads = { hashes } };

/* Statistics are for one CPU at a time; who reads them never sees half of a number. */
static u64_stats_t packets;
static struct u64_stats_sync syncp;

static void counts(void)
{
	u64_stats_update_begin(&syncp);
	u64_stats_inc(&packets);
	u64_stats_add(&packets, 0xffffffff);
	u64_stats_update_end(&syncp);
}

static void reads(void)
{
	unsigned int start;
	u64 sum;

	do {
		start = u64_stats_fetch_begin(&syncp);
		sum = u64_stats_read(&packets);
	} while (u64_stats_fetch_retry(&syncp, start));
	assert(sum == 0 || sum == 1 || sum == 0x100000000);
}

struct scenario never_half_a_number = { .threads = { counts, reads } };

static void nothing_lost(void)
{
	assert(u64_stats_read(&packets) == 0x200000000);
}

struct scenario two_at_a_time_lose_counts = {
	.threads = { counts, counts },
	.exit = nothing_lost,
	.expect = ASSERTION,
};

static void sets(void)
{
	u64_stats_init(&syncp);
	u64_stats_set(&packets, 7);
	seen = u64_stats_read(&packets) == 7;
}

struct scenario set = { .threads = { sets } };
