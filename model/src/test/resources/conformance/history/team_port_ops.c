/* team: the mode's ops are swapped while a packet is received */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/compiler.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, DUMMY_OPS)

struct team;
struct sk;
typedef int rx_handler_result_t;
struct team_mode_ops { rx_handler_result_t (*receive)(struct team *team, int skb); bool (*transmit)(struct team *team, int skb); };
struct team_mode { const char *kind; size_t priv_size; const struct team_mode_ops *ops; };
struct team { const struct team_mode *mode; struct team_mode_ops ops; struct mutex lock; long *mode_priv; };

static rx_handler_result_t dummy_receive(struct team *team, int skb) { return 0; }
static bool dummy_transmit(struct team *team, int skb) { return false; }
static rx_handler_result_t ab_receive(struct team *team, int skb) { return READ_ONCE(*team->mode_priv) == skb ? 1 : 2; }
static bool ab_transmit(struct team *team, int skb) { return true; }

static const struct team_mode_ops ab_mode_ops = { .receive = ab_receive, .transmit = ab_transmit };
static const struct team_mode ab_mode = { .kind = "activebackup", .priv_size = sizeof(long), .ops = &ab_mode_ops };
static struct team team0;

static void adjust_ops(struct team *team)
{
	if (!team->mode || !team->mode->ops->receive)
		WRITE_ONCE(team->ops.receive, dummy_receive);
	else
		WRITE_ONCE(team->ops.receive, team->mode->ops->receive);
	team->ops.transmit = team->mode ? team->mode->ops->transmit : dummy_transmit;
}

static void setup(void)
{
	mutex_init(&team0.lock);
	team0.mode = &ab_mode;
	team0.mode_priv = kzalloc(team0.mode->priv_size, GFP_KERNEL);
	adjust_ops(&team0);
}

static void receive(void)
{
	rx_handler_result_t r;

	rcu_read_lock();
	r = READ_ONCE(team0.ops.receive)(&team0, 3);
	rcu_read_unlock();
	BUG_ON(r != 0 && r != 2);
}

static void change_mode(void)
{
	cover("changed");
	long *priv;

	mutex_lock(&team0.lock);
	priv = team0.mode_priv;
	team0.mode = NULL;
	adjust_ops(&team0);
#ifdef DUMMY_OPS
	synchronize_rcu();
#endif
	kfree(priv);
	mutex_unlock(&team0.lock);
}

struct scenario mode_change = { .about = "receive runs while the mode changes", .init = setup, .threads = { receive, change_mode },
	.races = RACES_IGNORE,
#ifndef DUMMY_OPS
	.expect = USE_AFTER_FREE,
#endif
};
