/* A timer of a socket that is armed has a reference to it. */
#include <quiesce.h>
#include <net/sock.h>

#pragma quiesce variant(right)
#pragma quiesce variant(broken, BROKEN)

struct conn {
	struct sock sk;
	struct timer_list timer;
	int retries;
};

static struct conn *conn;

static void retry(struct timer_list *timer)
{
	struct conn *c = timer_container_of(c, timer, timer);

	bh_lock_sock(&c->sk);
	c->retries++;
	bh_unlock_sock(&c->sk);
	sock_put(&c->sk);
	cover("expired");
}

static void create(void)
{
	conn = kzalloc(sizeof(*conn), GFP_KERNEL);
	assume(conn);
	sock_init_data(NULL, &conn->sk);
	timer_setup(&conn->timer, retry, 0);
}

static void send(void)
{
#ifdef BROKEN
	mod_timer(&conn->timer, jiffies + HZ);
#else
	sk_reset_timer(&conn->sk, &conn->timer, jiffies + HZ);
	sk_reset_timer(&conn->sk, &conn->timer, jiffies + 2 * HZ);
#endif
	sock_put(&conn->sk);
}

struct scenario armed = {
	.about = "the timer may expire after the last user has gone",
	.init = create,
	.threads = { send },
#ifdef BROKEN
	.expect = USE_AFTER_FREE,
#endif
};

static void send_and_close(void)
{
	sk_reset_timer(&conn->sk, &conn->timer, jiffies + HZ);
#ifdef BROKEN
	timer_delete(&conn->timer);
#else
	sk_stop_timer(&conn->sk, &conn->timer);
#endif
	sock_put(&conn->sk);
	cover("closed");
}

static void forget(void)
{
	conn = NULL;
}

struct scenario stopped = {
	.about = "a timer that is stopped gives its reference back",
	.init = create,
	.threads = { send_and_close },
	.exit = forget,
#ifdef BROKEN
	.expect = MEMORY_LEAK,
#endif
};
