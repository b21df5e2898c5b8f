/* Polling in softirq context: part of linux/netdevice.h. */
#include <linux/netdevice.h>

#ifndef LINUX___Q_NAPI_H
#define LINUX___Q_NAPI_H

enum { NAPI_STATE_SCHED, NAPI_STATE_MISSED, NAPI_STATE_DISABLE };
enum { NAPIF_STATE_SCHED = 1, NAPIF_STATE_MISSED = 2, NAPIF_STATE_DISABLE = 4 };
enum { NAPI_POLL_WEIGHT = 64 };

/* struct napi_struct: SCHED in state belongs to who polls, or to who has disabled it. */
struct napi_struct {
	unsigned long state;
	int weight;
	int (*poll)(struct napi_struct *napi, int budget);
	struct net_device *dev;
};

/* netif_napi_add(dev, napi, poll), _weight, _tx: makes it one that is disabled. */
static inline void netif_napi_add_weight(struct net_device *dev, struct napi_struct *napi,
					 int (*poll)(struct napi_struct *, int), int weight)
{
	napi->state = NAPIF_STATE_SCHED;
	napi->weight = weight;
	napi->poll = poll;
	napi->dev = dev;
}

#define netif_napi_add(dev, napi, poll) netif_napi_add_weight((dev), (napi), (poll), NAPI_POLL_WEIGHT)
#define netif_napi_add_tx(dev, napi, poll) netif_napi_add(dev, napi, poll)

/* napi_enable(napi): it may be scheduled from now on; ASSERTION unless it is disabled. */
static inline void napi_enable(struct napi_struct *napi)
{
	__q_step {
		if (!(napi->state & NAPIF_STATE_SCHED))
			__q_report(ASSERTION, "napi_enable() of one that is not disabled", napi);
		napi->state &= ~(NAPIF_STATE_SCHED | NAPIF_STATE_MISSED);
	}
}

/* napi_disable_pending(napi): whether somebody waits in napi_disable(). */
#define napi_disable_pending(napi) test_bit(NAPI_STATE_DISABLE, &(napi)->state)

/* napi_schedule_prep(napi): takes it for who is to schedule it, and says whether it did; one that runs will run again. */
static inline bool napi_schedule_prep(struct napi_struct *napi)
{
	bool taken = false;

	__q_step {
		unsigned long state = napi->state;

		if (!(state & NAPIF_STATE_DISABLE)) {
			taken = !(state & NAPIF_STATE_SCHED);
			napi->state = state | (taken ? NAPIF_STATE_SCHED : NAPIF_STATE_MISSED);
		}
	}
	return taken;
}

static inline void __q_napi_run(struct napi_struct *napi);

/* __napi_schedule(napi), for who has it by napi_schedule_prep(): poll runs once, at any later moment, in softirq context. */
static inline void __napi_schedule(struct napi_struct *napi)
{
	__q_step
		__q_spawn(__Q_SPAWN_TASKLET, (void (*)())__q_napi_run, napi, 0);
}

#define __napi_schedule_irqoff(napi) __napi_schedule(napi)

/* napi_schedule(napi): both; whether it was this caller who scheduled it. */
static inline bool napi_schedule(struct napi_struct *napi)
{
	if (!napi_schedule_prep(napi))
		return false;
	__napi_schedule(napi);
	return true;
}

#define napi_schedule_irqoff(napi) napi_schedule(napi)

/* napi_complete_done(napi, work): the poll is over; false if it was asked for again meanwhile, so that it will run once more. */
static inline bool napi_complete_done(struct napi_struct *napi, int work_done)
{
	bool again = false;

	__q_step {
		unsigned long state = napi->state;

		if (!(state & NAPIF_STATE_SCHED))
			__q_report(ASSERTION, "napi_complete_done() of one that is not scheduled", napi);
		again = state & NAPIF_STATE_MISSED;
		napi->state = state & ~(NAPIF_STATE_MISSED | (again ? 0 : NAPIF_STATE_SCHED));
	}
	if (again)
		__napi_schedule(napi);
	return !again;
}

#define napi_complete(napi) napi_complete_done((napi), 0)

/* One run: a poll that used up its budget is scheduled again, unless somebody waits for it to end. */
static inline void __q_napi_run(struct napi_struct *napi)
{
	int weight = napi->weight;
	int work = napi->poll(napi, weight);

	if (work > weight)
		__q_report(ASSERTION, "a poll function exceeded its budget", napi);
	if (work < weight)
		return;
	if (napi_disable_pending(napi))
		napi_complete(napi);
	else
		__napi_schedule(napi);
}

/* napi_disable(napi): waits until it is not polled, and keeps it so. Sleeps. */
static inline void napi_disable(struct napi_struct *napi)
{
	__q_might_sleep("napi_disable");
	__q_step
		napi->state |= NAPIF_STATE_DISABLE;
	__q_waiting_step {
		__q_guard(!(napi->state & NAPIF_STATE_SCHED));
		napi->state = (napi->state | NAPIF_STATE_SCHED) & ~NAPIF_STATE_DISABLE;
	}
}

/* napi_synchronize(napi): waits until it is not polled. Sleeps. */
static inline void napi_synchronize(struct napi_struct *napi)
{
	__q_might_sleep("napi_synchronize");
	__q_waiting_step
		__q_guard(!(napi->state & NAPIF_STATE_SCHED));
}

/* netif_napi_del(napi): waits for a grace period; it must be disabled. Sleeps. __netif_napi_del: without the wait. */
#define __netif_napi_del(napi) ({ \
	if (!((napi)->state & NAPIF_STATE_SCHED)) \
		__q_report(ASSERTION, "netif_napi_del() of one that is enabled", (napi)); \
})
#define netif_napi_del(napi) ({ \
	__netif_napi_del(napi); \
	synchronize_net(); \
})

/* napi_gro_receive(napi, skb): as netif_receive_skb(). */
#define napi_gro_receive(napi, skb) ((void)(napi), netif_receive_skb(skb))

#endif
