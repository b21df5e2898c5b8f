/*
 * A user who goes on as often as they choose to: there is no end to the ways that takes, so each time round is a step of its own,
 * although nobody else accesses what the loop does.
 */
#include <quiesce.h>
#include <linux/compiler.h>
#include <asm/barrier.h>

#pragma quiesce variant(fixed)
#pragma quiesce variant(stops_halfway, HALFWAY)

static int mode;
static int done;

static void user(void)
{
	while (choose(0, 1)) {
		mode = !mode;
		smp_mb();
		if (!mode)
			cover("changed and changed back");
	}
#ifndef HALFWAY
	mode = 0;
#endif
	assert(!mode);
}

static void other(void)
{
	WRITE_ONCE(done, 1);
}

struct scenario goes_on = {
	.threads = { user, other },
#ifdef HALFWAY
	.expect = ASSERTION,
#endif
};
