/* Uses what sched, delay and processor offer. */
#include <linux/delay.h>
#include <linux/sched.h>

static struct task_struct *sleeper;
static bool condition;

static void sleep(void)
{
	sleeper = current;
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (READ_ONCE(condition) || signal_pending(current))
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	while (!schedule_timeout(10))
		cpu_relax();
	schedule_timeout_interruptible(1);
	observe("pid", current->pid);
}

static void wake(void)
{
	WRITE_ONCE(condition, true);
	if (sleeper && wake_up_process(sleeper))
		cover("woken");
	msleep(1);
	usleep_range(1, 2);
	ssleep(1);
	fsleep(1);
	udelay(1);
	mdelay(1);
	ndelay(1);
	cond_resched();
	yield();
}

struct scenario scheduling = { .threads = { sleep, wake } };
