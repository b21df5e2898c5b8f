/*
 * Drivers that poll: each posts ROUNDS commands, one after the other, and polls until the device says that it has done them;
 * the device goes round and round the drivers. Nothing ever waits, so that states go back to earlier ones everywhere, and
 * that all runs can end takes a second look at all states. With STUCK=1 the device gives up one command before the last.
 */
#include <quiesce.h>
#include <linux/compiler.h>
#include <linux/processor.h>

#ifndef N
#define N 4
#endif
#ifndef ROUNDS
#define ROUNDS 4
#endif
#ifndef STEPS
#define STEPS 1
#endif
#ifndef STUCK
#define STUCK 0
#endif

static u8 posted[N], done[N], progress[N];

static void drive(int me)
{
	for (u8 round = 1; round <= ROUNDS; round++) {
		WRITE_ONCE(posted[me], round);
		while (READ_ONCE(done[me]) != round)
			cpu_relax();
	}
}

static void drive0(void) { drive(0); }
static void drive1(void) { drive(1); }
static void drive2(void) { drive(2); }
static void drive3(void) { drive(3); }

static void device(void)
{
	u8 left = N * ROUNDS - STUCK;

	for (u8 i = 0; left; i = (i + 1) % N) {
		u8 asked = READ_ONCE(posted[i]);

		if (asked == READ_ONCE(done[i]))
			continue;
		for (u8 step = 0; step < STEPS; step++)
			WRITE_ONCE(progress[i], step);
		WRITE_ONCE(done[i], asked);
		left--;
	}
}

struct scenario poll = {
	.about = "drivers poll, and the device goes round",
#if N == 4
	.threads = { drive0, drive1, drive2, drive3, device },
#elif N == 3
	.threads = { drive0, drive1, drive2, device },
#else
	.threads = { drive0, drive1, device },
#endif
#if STUCK
	.expect = LIVELOCK,
#endif
};
