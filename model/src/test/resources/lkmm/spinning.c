/* Loops that wait by reading, once more and again: a turn that changes nothing is no reason to give up. */
#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/processor.h>

#pragma quiesce variant(fixed)
#pragma quiesce variant(unordered, UNORDERED)

#ifdef UNORDERED
#define store(p, v) WRITE_ONCE(*(p), v)
#define load(p) READ_ONCE(*(p))
#define full() barrier()
#define MEANT(what) what
#else
#define store(p, v) smp_store_release(p, v)
#define load(p) smp_load_acquire(p)
#define full() smp_mb()
#define MEANT(what) HOLDS
#endif

static int x, y, z, counter;

static void publishes(void)
{
	WRITE_ONCE(x, 1);
	store(&y, 1);
}

static void spins(void)
{
	while (!load(&y))
		cpu_relax();
	BUG_ON(!READ_ONCE(x));
	cover("left");
}

struct scenario flag = { .threads = { publishes, spins }, .memory = MEMORY_LKMM, .expect = MEANT(ASSERTION) };

static int look(void)
{
	return load(&y);
}

/* What is read in a turn and used after the loop is that of the last turn. */
static void spins_in_a_call(void)
{
	int seen;

	for (;;) {
		seen = look();
		if (seen)
			break;
	}
	BUG_ON(seen != 1 || !READ_ONCE(x));
	cover("left");
}

struct scenario called = { .threads = { publishes, spins_in_a_call }, .memory = MEMORY_LKMM, .expect = MEANT(ASSERTION) };

static atomic_t next = ATOMIC_INIT(0);

static void takes_a_ticket(void)
{
	int own = atomic_fetch_inc_relaxed(&next);

	while (load(&z) != own)
		cpu_relax();
	WRITE_ONCE(counter, READ_ONCE(counter) + 1);
	store(&z, own + 1);
}

static void both_counted(void)
{
	BUG_ON(counter != 2);
}

struct scenario ticket = {
	.threads = { takes_a_ticket, takes_a_ticket },
	.exit = both_counted,
	.memory = MEMORY_LKMM,
	.expect = MEANT(ASSERTION),
};

/* If neither sees the other, the first is never told. */
static void asks(void)
{
	WRITE_ONCE(x, 1);
	full();
	if (!READ_ONCE(y)) {
		while (!READ_ONCE(z))
			cpu_relax();
	}
	cover("told");
}

static void answers(void)
{
	WRITE_ONCE(y, 1);
	full();
	if (READ_ONCE(x))
		WRITE_ONCE(z, 1);
}

struct scenario never_told = { .threads = { asks, answers }, .memory = MEMORY_LKMM, .expect = MEANT(LIVELOCK) };

/* A turn that keeps something is one of its own: it is not left out. */
static void remembers(void)
{
	int last = 0;
	int now;

	while ((now = READ_ONCE(y)) < 2)
#ifdef UNORDERED
		last = now;
#else
		last = 0;
#endif
	BUG_ON(last);
}

static void counts_up(void)
{
	WRITE_ONCE(y, 1);
	WRITE_ONCE(y, 2);
}

struct scenario kept = { .threads = { counts_up, remembers }, .memory = MEMORY_LKMM, .expect = MEANT(ASSERTION) };
