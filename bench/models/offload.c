/*
 * The family that the searches are measured on: the life of offloaded states as threads that never end. N resolvers look
 * handles up, F control threads add and free K states on M devices; FLUSH adds a thread that marks states dead unless a
 * security module objects, FAILOVER one that changes the current device. Every step here is one step of offload.pml.
 *
 * With STRICT=0 the assertion holds and all states are visited. STRICT=1 demands that a handle which was found is still
 * live, STRICT=2 that it is not another state's: both are broken, and the search ends with the shortest run that does it.
 */
#include <quiesce.h>
#include <linux/compiler.h>

#ifndef N
#define N 2
#endif
#ifndef F
#define F 1
#endif
#ifndef K
#define K 1
#endif
#ifndef M
#define M 2
#endif
#ifndef FLUSH
#define FLUSH 1
#endif
#ifndef FAILOVER
#define FAILOVER 1
#endif
#ifndef STRICT
#define STRICT 0
#endif

static u8 owned[K], private[K], real_device[K], busy[K], dead[K];
static u8 handle[K][M];	/* slot + 1 of each state on each device, 0 while it has none */
static u8 slots[M][K];	/* state + 1 in each slot of each device, 0 where it is free */
static u8 locked;
static u8 current = 1;

static void resolve(void)
{
	for (;;) {
		u8 state = choose_range(0, K - 1);
		u8 device = choose_range(0, M - 1);
		u8 found = 0;
		u8 real = READ_ONCE(real_device[state]);
		u8 upper = READ_ONCE(owned[state]);

		if (upper && (READ_ONCE(private[state]) || real == device + 1))
			found = READ_ONCE(handle[state][device]);
#if STRICT == 0
		assert(found <= K && (!found || upper));
#elif STRICT == 1
		indivisible { assert(!found || slots[device][found - 1] == state + 1); }
#else
		indivisible {
			assert(!found || !slots[device][found - 1] || slots[device][found - 1] == state + 1);
		}
#endif
	}
}

static void add(u8 state)
{
	for (u8 device = 0; device < M; device++) {
		u8 slot = 0;

		indivisible {
			while (slots[device][slot])
				slot++;
			slots[device][slot] = state + 1;
		}
		WRITE_ONCE(handle[state][device], slot + 1);
	}
	WRITE_ONCE(private[state], 1);
	indivisible { real_device[state] = current; }
	indivisible {
		owned[state] = 1;
		busy[state] = 0;
		dead[state] = 0;
	}
}

static void release(u8 state)
{
	for (u8 device = 0; device < M; device++)
		indivisible { slots[device][handle[state][device] - 1] = 0; }
	WRITE_ONCE(owned[state], 0);
	indivisible {
		private[state] = 0;
		real_device[state] = 0;
		for (u8 device = 0; device < M; device++)
			handle[state][device] = 0;
		busy[state] = 0;
		dead[state] = 0;
	}
}

static void control(void)
{
	for (;;) {
		u8 state = choose_range(0, K - 1);
		bool adding;

		await_then(!busy[state] && (!owned[state] || !FLUSH || dead[state])) {
			busy[state] = 1;
			adding = !owned[state];
		}
		if (adding)
			add(state);
		else
			release(state);
	}
}

static void flush(void)
{
	for (;;) {
		bool asks = choose(false, true);
		bool refused = false;

		await_then(!locked) { locked = 1; }
		if (asks)
			for (u8 state = 0; state < K && !refused; state++)
				refused = choose(false, true);
		if (!refused)
			for (u8 state = 0; state < K; state++)
				indivisible { if (owned[state] && !busy[state]) dead[state] = 1; }
		indivisible { locked = 0; }
	}
}

static void failover(void)
{
	for (;;) {
		u8 to = choose_range(1, M);

		await_then(!locked && current != to) {
			locked = 2;
			current = to;
		}
		for (u8 state = 0; state < K; state++)
			indivisible { if (owned[state]) real_device[state] = current; }
		indivisible { locked = 0; }
	}
}

struct scenario offload = {
	.about = "what the searches are measured on",
	.endless = true,
	.threads = {
		resolve,
#if N > 1
		resolve,
#endif
#if N > 2
		resolve,
#endif
#if N > 3
		resolve,
#endif
		control,
#if F > 1
		control,
#endif
#if FLUSH
		flush,
#endif
#if FAILOVER && M > 1
		failover,
#endif
	},
#if STRICT
	.expect = ASSERTION,
#endif
};
