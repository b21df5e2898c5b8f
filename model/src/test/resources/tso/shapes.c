/* The shapes in which memory models differ, as x86 has them; the names are those of the literature. */
#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/srcu.h>

static int x, y;
static atomic_t z;
static DEFINE_SPINLOCK(lock);
static union { u32 whole; u8 byte[4]; } word;

static void x_then_see_y(void) { WRITE_ONCE(x, 1); observe("y", READ_ONCE(y)); }
static void y_then_see_x(void) { WRITE_ONCE(y, 1); observe("x", READ_ONCE(x)); }
static void y_mb_see_x(void) { WRITE_ONCE(y, 1); smp_mb(); observe("x", READ_ONCE(x)); }
static void x_mb_see_y(void) { WRITE_ONCE(x, 1); smp_mb(); observe("y", READ_ONCE(y)); }
static void x_wmb_see_y(void) { WRITE_ONCE(x, 1); smp_wmb(); smp_rmb(); observe("y", smp_load_acquire(&y)); }
static void x_add_see_y(void) { WRITE_ONCE(x, 1); atomic_inc(&z); observe("y", READ_ONCE(y)); }
static void x_relaxed_see_y(void) { WRITE_ONCE(x, 1); atomic_fetch_add_relaxed(1, &z); observe("y", READ_ONCE(y)); }
static void x_failed_see_y(void) { WRITE_ONCE(x, 1); atomic_cmpxchg(&z, 1, 2); observe("y", READ_ONCE(y)); }
static void x_released_see_y(void) { smp_store_release(&x, 1); observe("y", READ_ONCE(y)); }
static void x_exchanged_see_y(void) { xchg(&x, 1); observe("y", READ_ONCE(y)); }
static void x_unlock_see_y(void)
{
	spin_lock(&lock);
	WRITE_ONCE(x, 1);
	spin_unlock(&lock);
	observe("y", READ_ONCE(y));
}
static void x_lock_see_y(void)
{
	WRITE_ONCE(x, 1);
	spin_lock(&lock);
	observe("y", READ_ONCE(y));
	spin_unlock(&lock);
}

struct scenario SB = { .threads = { x_then_see_y, y_then_see_x } };
struct scenario SB_mb = { .threads = { x_mb_see_y, y_mb_see_x } };
struct scenario SB_one_mb = { .threads = { x_then_see_y, y_mb_see_x } };
struct scenario SB_wmb = { .threads = { x_wmb_see_y, y_mb_see_x } };
struct scenario SB_release = { .threads = { x_released_see_y, y_mb_see_x } };
struct scenario SB_add = { .threads = { x_add_see_y, y_mb_see_x } };
struct scenario SB_relaxed_add = { .threads = { x_relaxed_see_y, y_mb_see_x } };
struct scenario SB_failed_cmpxchg = { .threads = { x_failed_see_y, y_mb_see_x } };
struct scenario SB_xchg = { .threads = { x_exchanged_see_y, y_mb_see_x } };
struct scenario SB_unlock = { .threads = { x_unlock_see_y, y_mb_see_x } };
struct scenario SB_lock = { .threads = { x_lock_see_y, y_mb_see_x } };

static void x_see_both(void)
{
	WRITE_ONCE(x, 1);
	observe("x", READ_ONCE(x));
	observe("y", READ_ONCE(y));
}
static void y_see_both(void)
{
	WRITE_ONCE(y, 1);
	observe("w", READ_ONCE(y));
	observe("v", READ_ONCE(x));
}
struct scenario SB_rfi = { .threads = { x_see_both, y_see_both } };

static void x_then_y(void) { WRITE_ONCE(x, 1); WRITE_ONCE(y, 1); }
static void see_y_then_x(void) { observe("y", READ_ONCE(y)); observe("x", READ_ONCE(x)); }
struct scenario MP = { .threads = { x_then_y, see_y_then_x } };

static void see_x_then_y_is_one(void) { observe("x", READ_ONCE(x)); WRITE_ONCE(y, 1); }
static void see_y_then_x_is_one(void) { observe("y", READ_ONCE(y)); WRITE_ONCE(x, 1); }
struct scenario LB = { .threads = { see_x_then_y_is_one, see_y_then_x_is_one } };

static void x_is_one(void) { WRITE_ONCE(x, 1); }
static void y_is_one(void) { WRITE_ONCE(y, 1); }
static void see_x_y(void) { observe("x", READ_ONCE(x)); observe("y", READ_ONCE(y)); }
static void see_y_x(void) { observe("w", READ_ONCE(y)); observe("v", READ_ONCE(x)); }
struct scenario IRIW = { .threads = { x_is_one, y_is_one, see_x_y, see_y_x } };

static void y_then_x_are_two(void) { WRITE_ONCE(y, 2); WRITE_ONCE(x, 2); }
static void last_x(void) { observe("last_x", x); }
static void last_y(void) { observe("last_y", y); }
static void last(void) { observe("last_x", x); observe("last_y", y); }
struct scenario n6 = { .threads = { x_see_both, y_then_x_are_two }, .exit = last_x };

static void x_one_see_x(void) { WRITE_ONCE(x, 1); observe("first", READ_ONCE(x)); }
static void x_two_see_x(void) { WRITE_ONCE(x, 2); observe("second", READ_ONCE(x)); }
struct scenario n5 = { .threads = { x_one_see_x, x_two_see_x } };

static void see_x_one(void) { observe("first", READ_ONCE(x)); WRITE_ONCE(x, 1); }
static void see_x_two(void) { observe("second", READ_ONCE(x)); WRITE_ONCE(x, 2); }
struct scenario n4b = { .threads = { see_x_one, see_x_two } };

static void y_two_see_x(void) { WRITE_ONCE(y, 2); observe("x", READ_ONCE(x)); }
struct scenario R = { .threads = { x_then_y, y_two_see_x }, .exit = last_y };

static void x_one_y_two(void) { WRITE_ONCE(x, 1); WRITE_ONCE(y, 2); }
static void y_one_x_two(void) { WRITE_ONCE(y, 1); WRITE_ONCE(x, 2); }
struct scenario W2 = { .about = "2+2W", .threads = { x_one_y_two, y_one_x_two }, .exit = last };

static void x_two_y_one(void) { WRITE_ONCE(x, 2); WRITE_ONCE(y, 1); }
struct scenario S = { .threads = { x_two_y_one, see_y_then_x_is_one }, .exit = last_x };

/* A load of more than its own store waits until that store is in memory, and so orders like a fence. */
static void byte_then_word(void) { WRITE_ONCE(word.byte[0], 1); observe("word", READ_ONCE(word.whole)); observe("y", READ_ONCE(y)); }
static void y_mb_see_byte(void) { WRITE_ONCE(y, 1); smp_mb(); observe("byte", READ_ONCE(word.byte[0])); }
struct scenario wide = { .threads = { byte_then_word, y_mb_see_byte } };

/* A load of less is answered from the buffer. */
static void word_then_byte(void) { WRITE_ONCE(word.whole, 0x201); observe("second", READ_ONCE(word.byte[1])); observe("y", READ_ONCE(y)); }
struct scenario narrow = { .threads = { word_then_byte, y_mb_see_byte } };

/* A section that began before the grace period is over, with its stores, when that is. */
DEFINE_STATIC_SRCU(domain);
static struct rcu_head head;

static void section_see_y_set_x(void)
{
	rcu_read_lock();
	observe("y", READ_ONCE(y));
	WRITE_ONCE(x, 1);
	rcu_read_unlock();
}
static void sections_see_y_set_x(void)
{
	section_see_y_set_x();
	rcu_read_lock();
	observe("w", READ_ONCE(y));
	rcu_read_unlock();
}
static void y_wait_see_x(void) { WRITE_ONCE(y, 1); synchronize_rcu(); observe("x", READ_ONCE(x)); }
struct scenario RCU = { .threads = { section_see_y_set_x, y_wait_see_x } };
struct scenario RCU_twice = { .threads = { sections_see_y_set_x, y_wait_see_x } };

static void callback_see_x(struct rcu_head *unused) { observe("x", READ_ONCE(x)); }
static void y_call_see_x(void) { WRITE_ONCE(y, 1); call_rcu(&head, callback_see_x); }
struct scenario RCU_callback = { .threads = { section_see_y_set_x, y_call_see_x } };

static void softirq_see_y_set_x(void) { observe("y", READ_ONCE(y)); WRITE_ONCE(x, 1); }
struct scenario RCU_softirq = { .threads = { y_wait_see_x }, .softirqs = { softirq_see_y_set_x } };

static void srcu_see_y_set_x(void)
{
	int cookie = srcu_read_lock(&domain);

	observe("y", READ_ONCE(y));
	WRITE_ONCE(x, 1);
	srcu_read_unlock(&domain, cookie);
}
static void y_srcu_see_x(void) { WRITE_ONCE(y, 1); synchronize_srcu(&domain); observe("x", READ_ONCE(x)); }
struct scenario SRCU = { .threads = { srcu_see_y_set_x, y_srcu_see_x } };

static void wait_set_x(void) { synchronize_rcu(); WRITE_ONCE(x, 1); observe("y", READ_ONCE(y)); }
struct scenario SB_after_wait = { .threads = { wait_set_x, y_mb_see_x } };
