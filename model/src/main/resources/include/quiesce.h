/*
 * What a model is made of beyond the kernel's own primitives: scenarios, properties, choices, and indivisible steps.
 */
#ifndef QUIESCE_H
#define QUIESCE_H

#include <quiesce_builtin.h>
#include <linux/types.h>

/* enum finding: what a check can find; where several are as short to reach, the first in this list is the verdict. */
enum finding {
	HOLDS, ASSERTION, USE_AFTER_FREE, DOUBLE_FREE, NULL_DEREF, WILD_ACCESS, UNINIT_READ, MEMORY_LEAK, REF_MISUSE,
	DATA_RACE, DEADLOCK, SLEEP_IN_ATOMIC, LOCK_MISUSE, RCU_MISUSE, LIST_CORRUPTION, LIVELOCK
};

/* enum memory: the memory model a scenario is checked under. */
enum memory { MEMORY_SC, MEMORY_TSO, MEMORY_LKMM };

/* enum races: what becomes of a race between plain accesses. */
enum races { RACES_REPORT, RACES_FAIL, RACES_IGNORE };

/* struct scenario: an object of this type at file scope is a scenario, and its identifier is the scenario's name. */
struct scenario {
	const char *about;		/* one sentence for reports */
	void (*init)(void);		/* runs first and alone */
	void (*threads[16])(void);	/* run concurrently, in process context */
	void (*softirqs[16])(void);	/* run concurrently, in softirq context */
	void (*exit)(void);		/* runs last and alone */
	enum memory memory;
	enum finding expect;
	bool endless;			/* threads may run for ever: no exit, no livelock check */
	enum races races;
	int unroll;			/* loop bound where one is needed; 0: that of the command line */
};

/* choose(a, b, …): any of the values; every choice is explored. It has the type of the first. */
#define choose(first, ...) ((typeof(first))__q_choose((unsigned long)(first), ##__VA_ARGS__))

/* choose_range(lo, hi): any value from lo to hi, both included. */
#define choose_range(lo, hi) ((typeof(lo))__q_choose_range((lo), (hi)))

/* assume(cond): executions in which it is false are discarded silently. */
#define assume(cond) __q_assume(!!(cond))

/* assert(cond): a violation (ASSERTION) when false. */
#undef assert
#define assert(cond) ({ if (!(cond)) __q_report(ASSERTION, "assert(" #cond ")", 0); })

/* indivisible { … }: one atomic step, a scheduling point before it and none inside; it may not block. */
#define indivisible for (int __q_r = __q_region(__Q_INDIVISIBLE); __q_r; __q_r = 0)

/* ghost { … }: specification code: one step, no scheduling point, invisible to races and to the memory model. */
#define ghost for (int __q_r = __q_region(__Q_GHOST); __q_r; __q_r = 0)

/* await(cond): blocks until the condition holds. */
#define await(cond) do { \
	for (int __q_r = __q_region(__Q_AWAIT); __q_r; __q_r = 0) \
		__q_guard(!!(cond)); \
} while (0)

/* await_then(cond) { … }: blocks until the condition holds and runs the block in the same indivisible step. */
#define await_then(cond) \
	for (int __q_r = __q_region(__Q_AWAIT); __q_r && (__q_guard(!!(cond)), 1); __q_r = 0)

/* observe("name", value): names a value of the outcome; outcomes are counted and listed. */
#define observe(name, value) __q_observe(name, (long)(value))

/* cover("name"): reports whether any execution gets here; never reached, a proof is flagged vacuous. */
#define cover(name) __q_cover(name)

/* spawn(fn, arg): starts a thread, in process context, that calls fn(arg). */
#define spawn(fn, arg) __q_spawn(__Q_SPAWN_THREAD, (void (*)())(fn), (arg), 0)

/* may_fail(allocation): the allocation or, where that is explored, NULL without an allocation. */
#define may_fail(allocation) (__q_choose(0, 1) ? NULL : (allocation))

#include <linux/compiler.h>
#include <linux/bug.h>

#endif
