/* LIVELOCK: threads run for ever and none can get out; a spin that somebody ends is none. */
#include <quiesce.h>
#include <linux/compiler.h>
#include <linux/processor.h>

#pragma quiesce variant(ended)
#pragma quiesce variant(for_ever, FOR_EVER)
#pragma quiesce variant(polite, POLITE)
#pragma quiesce variant(in_the_end, FOR_EVER, STEPS=40)

static bool go, left, right;

static void spin(void)
{
#ifdef POLITE
	for (;;) {
		WRITE_ONCE(left, true);
		if (!READ_ONCE(right))
			break;
		WRITE_ONCE(left, false);
		while (READ_ONCE(right))
			cpu_relax();
	}
	WRITE_ONCE(left, false);
#else
#ifdef STEPS
	for (int i = 0; i < STEPS; i++)
		WRITE_ONCE(left, !READ_ONCE(left));
#endif
	while (!READ_ONCE(go))
		cpu_relax();
#endif
	cover("out");
}

static void release(void)
{
#if defined(POLITE)
	WRITE_ONCE(right, true);
	WRITE_ONCE(right, false);
#elif !defined(FOR_EVER)
	WRITE_ONCE(go, true);
#endif
}

struct scenario spin_ends = {
	.about = "the spin is ended by the other thread",
	.threads = { spin, release },
#ifdef FOR_EVER
	.expect = LIVELOCK,
#endif
};
