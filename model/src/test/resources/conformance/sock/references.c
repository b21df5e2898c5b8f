/* sock_put after the last reference frees the socket; sk_destruct is called then. */
#include <quiesce.h>
#include <linux/slab.h>
#include <net/sock.h>

#pragma quiesce variant(held)
#pragma quiesce variant(not_held, NOT_HELD)

static struct sock *sk;
static int destroyed;

static void destruct(struct sock *s)
{
	destroyed++;
}

static void create(void)
{
	sk = kzalloc(sizeof(*sk), GFP_KERNEL);
	sock_init_data(NULL, sk);
	sk->sk_destruct = destruct;
#ifndef NOT_HELD
	sock_hold(sk);
#endif
}

static void use(void)
{
	sock_set_flag(sk, SOCK_DONE);
	BUG_ON(!sock_flag(sk, SOCK_DONE));
#ifndef NOT_HELD
	sock_put(sk);
#endif
}

static void close(void)
{
	sock_put(sk);
}

static void gone(void)
{
	BUG_ON(destroyed != 1);
	cover("destroyed");
}

struct scenario sock_references = {
	.about = "who uses a socket holds it",
	.init = create,
	.threads = { use, close },
	.exit = gone,
	.races = RACES_IGNORE,
#ifdef NOT_HELD
	.expect = USE_AFTER_FREE,
#endif
};
