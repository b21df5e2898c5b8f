/* What <quiesce.h>, <linux/compiler.h>, <linux/bug.h> and <linux/sched.h> mean. */
#include <linux/kernel.h>
#include <linux/sched.h>

static int n, m;
static bool condition;
static struct task_struct *sleeper;

static void twice(void)
{
	BUG_ON(n != 2);
}

static void plainly(void)
{
	n++;
}
struct scenario plain_steps_interleave = { .threads = { plainly, plainly }, .exit = twice, .expect = ASSERTION };

static void indivisibly(void)
{
	indivisible
		n++;
}
struct scenario indivisible_is_one_step = { .threads = { indivisibly, indivisibly }, .exit = twice };

static void choosing(void)
{
	long y = choose_range(-1, 1);

	assume(y);
	BUG_ON(choose(1, 2, 3) + y < 0 || y == 0);
}
struct scenario choices_are_among_the_values = { .threads = { choosing } };

static void waiting(void)
{
	await(READ_ONCE(n) == 1);
	await_then(m == 0) {
		m = 1;
	}
}

static void helping(void)
{
	WRITE_ONCE(n, 1);
}
struct scenario await_lets_others_run = { .threads = { waiting, helping } };
struct scenario await_may_wait_for_ever = { .threads = { waiting }, .expect = DEADLOCK };

static void started(int *what)
{
	(*what)++;
}

static void starting(void)
{
	spawn(started, &n);
	spawn(started, &n);
}
struct scenario spawned_threads_interleave = { .threads = { starting }, .exit = twice, .expect = ASSERTION };

static void asserting(void)
{
	assert(choose(true, false));
}
struct scenario assert_is_a_violation = { .threads = { asserting }, .expect = ASSERTION };

static void warning(void)
{
	pr_info("n is %d\n", n);
	if (WARN_ON_ONCE(n == 0))
		n = 1;
}
struct scenario a_warning_is_a_violation = { .threads = { warning }, .expect = ASSERTION };

static void racing(void)
{
	m = n;
}

static void racing_on_purpose(void)
{
	m = data_race(n);
}
struct scenario plain_against_marked_races = {
	.threads = { racing, helping }, .races = RACES_FAIL, .expect = DATA_RACE
};
struct scenario data_race_is_not_reported = { .threads = { racing_on_purpose, helping }, .races = RACES_FAIL };

static void sleep(void)
{
	WRITE_ONCE(sleeper, current);
	for (;;) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		if (READ_ONCE(condition))
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
}

static void sleep_checking_too_early(void)
{
	WRITE_ONCE(sleeper, current);
	if (READ_ONCE(condition))
		return;
	set_current_state(TASK_UNINTERRUPTIBLE);
	schedule();
}

static void wake(void)
{
	struct task_struct *task;

	WRITE_ONCE(condition, true);
	task = READ_ONCE(sleeper);
	if (task)
		wake_up_process(task);
}
struct scenario a_wake_up_is_not_lost = { .threads = { sleep, wake } };
struct scenario a_wake_up_is_lost = { .threads = { sleep_checking_too_early, wake }, .expect = DEADLOCK };
