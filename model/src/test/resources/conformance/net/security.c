/* A security hook may refuse: who does not ask what it said goes on with what was refused. */
#include <quiesce.h>

#pragma quiesce variant(asks)
#pragma quiesce variant(does_not_ask, DOES_NOT_ASK)
#pragma quiesce variant(never_refuses, DOES_NOT_ASK, NEVER_REFUSES)

#ifdef NEVER_REFUSES
#define security_xfrm_state_delete(x) ((void)(x), 0)
#endif
#include <linux/security.h>

struct xfrm_state { int unused; };

static struct xfrm_state state;

static void delete(void)
{
	int err = security_xfrm_state_delete(&state);

#ifndef DOES_NOT_ASK
	if (err) {
		cover("refused");
		return;
	}
#endif
	BUG_ON(err);
	cover("deleted");
}

struct scenario veto = {
	.about = "a hook lets pass or refuses, and both are explored",
	.threads = { delete },
#if defined(DOES_NOT_ASK) && !defined(NEVER_REFUSES)
	.expect = ASSERTION,
#endif
};
