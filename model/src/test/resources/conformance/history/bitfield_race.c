/* netdev/bonding/tcp: adjacent bit-fields written under different locks lose an update */
#include <quiesce.h>
#include <linux/spinlock.h>
#include <linux/mutex.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, SEPARATE)
#pragma quiesce variant(zero_width, ZERO)
struct flags {
#ifdef SEPARATE
	u8 gro; u8 up;
#elif defined(ZERO)
	u8 gro:1;
	u8 :0;
	u8 up:1, rest:7;
#else
	u8 gro:1, up:1, rest:6;
#endif
};
static struct flags f;
static DEFINE_SPINLOCK(a);
static DEFINE_MUTEX(b);
static void set_gro(void) { spin_lock(&a); f.gro = 1; spin_unlock(&a); }
static void set_up(void) { mutex_lock(&b); f.up = true; mutex_unlock(&b); }
static void check(void) { BUG_ON(!f.gro || !f.up); cover("both set"); }
struct scenario lost_bit = { .threads = { set_gro, set_up }, .exit = check, .races = RACES_IGNORE,
#if !defined(SEPARATE) && !defined(ZERO)
	.expect = ASSERTION,
#endif
};
