/* What workqueue, timer, hrtimer, interrupt and kthread offer, at work. */
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/kthread.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

static int runs;

static void run(struct work_struct *work)
{
	runs++;
}

static void expired(struct timer_list *timer)
{
	runs++;
}

static enum hrtimer_restart elapsed(struct hrtimer *timer)
{
	hrtimer_forward_now(timer, ms_to_ktime(1));
	return HRTIMER_NORESTART;
}

static void old_style(unsigned long data)
{
	runs += data;
}

static int thread(void *data)
{
	return kthread_should_stop();
}

static DECLARE_WORK(work, run);
static DECLARE_DELAYED_WORK(delayed, run);
static DEFINE_TIMER(timer, expired);
static DECLARE_TASKLET_OLD(tasklet, old_style);
static struct hrtimer hrtimer;

static void use_work(void)
{
	struct workqueue_struct *wq = create_singlethread_workqueue("one");

	assume(wq);
	queue_work_on(0, wq, &work);
	schedule_work_on(1, &work);
	observe("pending", work_pending(&work));
	observe("busy", work_busy(&work) & WORK_BUSY_RUNNING);
	disable_work(&work);
	enable_and_queue_work(wq, &work);
	drain_workqueue(wq);
	destroy_workqueue(wq);
	flush_scheduled_work();
}

static void use_delayed_work(void)
{
	queue_delayed_work(system_unbound_wq, &delayed, msecs_to_jiffies(10));
	queue_delayed_work_on(0, system_percpu_wq, &delayed, 1);
	schedule_delayed_work_on(0, &delayed, 1);
	mod_delayed_work_on(0, system_highpri_wq, &delayed, 1);
	observe("pending", delayed_work_pending(&delayed));
	disable_delayed_work(&delayed);
	enable_delayed_work(&delayed);
	cancel_delayed_work_sync(&delayed);
}

static void use_timers(void)
{
	timer.expires = jiffies + HZ;
	add_timer(&timer);
	timer_reduce(&timer, jiffies);
	mod_timer_pending(&timer, jiffies);
	while (timer_delete_sync_try(&timer) < 0)
		cpu_relax();
	timer_shutdown(&timer);
	hrtimer_setup(&hrtimer, elapsed, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer_start(&hrtimer, ktime_set(0, 1), HRTIMER_MODE_REL);
	observe("active", hrtimer_active(&hrtimer) && hrtimer_is_queued(&hrtimer));
	hrtimer_cancel(&hrtimer);
	if (time_after(jiffies, timer.expires) && ktime_after(ktime_get(), 0))
		cover("late");
}

static void use_tasklet(void)
{
	tasklet_disable_nosync(&tasklet);
	tasklet_schedule(&tasklet);
	tasklet_enable(&tasklet);
	tasklet_unlock_wait(&tasklet);
	tasklet_kill(&tasklet);
}

static void use_kthread(void)
{
	struct task_struct *task = kthread_create(thread, NULL, "thread %d", 1);

	if (IS_ERR(task))
		return;
	get_task_struct(task);
	wake_up_process(task);
	observe("stopped", kthread_stop_put(task));
}

struct scenario works = { .threads = { use_work } };
struct scenario delays = { .threads = { use_delayed_work } };
struct scenario timers = { .threads = { use_timers } };
struct scenario tasklets = { .threads = { use_tasklet } };
struct scenario kthreads = { .threads = { use_kthread } };
