/* Sockets: a reference count, the lock that a thread owns, and callbacks. */
#ifndef _SOCK_H
#define _SOCK_H

#include <linux/bitops.h>
#include <linux/list.h>
#include <linux/netdevice.h>
#include <linux/rwlock.h>
#include <linux/skbuff.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <net/dst.h>
#include <net/net_namespace.h>

struct socket;
struct proto;

typedef struct {
	spinlock_t slock;
	int owned;
} socket_lock_t;

enum sock_flags {
	SOCK_DEAD, SOCK_DONE, SOCK_URGINLINE, SOCK_KEEPOPEN, SOCK_LINGER, SOCK_DESTROY, SOCK_BROADCAST, SOCK_TIMESTAMP,
	SOCK_ZAPPED, SOCK_USE_WRITE_QUEUE, SOCK_DBG, SOCK_RCU_FREE
};

enum { TCP_ESTABLISHED = 1, TCP_SYN_SENT, TCP_SYN_RECV, TCP_FIN_WAIT1, TCP_FIN_WAIT2, TCP_TIME_WAIT, TCP_CLOSE,
	TCP_CLOSE_WAIT, TCP_LAST_ACK, TCP_LISTEN, TCP_CLOSING };

/* struct sock: sk_refcnt counts its references; sk_destruct is called when the last is gone. */
struct sock {
	socket_lock_t sk_lock;
	refcount_t sk_refcnt;
	int sk_state;
	int sk_err;
	unsigned long sk_flags;
	possible_net_t sk_net;
	struct hlist_node sk_node;
	struct proto *sk_prot;
	struct socket *sk_socket;
	void *sk_user_data;
	struct dst_entry __rcu *sk_dst_cache;
	struct sk_buff_head sk_receive_queue;
	struct sk_buff_head sk_write_queue;
	rwlock_t sk_callback_lock;
	void (*sk_state_change)(struct sock *sk);
	void (*sk_data_ready)(struct sock *sk);
	void (*sk_write_space)(struct sock *sk);
	void (*sk_error_report)(struct sock *sk);
	void (*sk_destruct)(struct sock *sk);
	struct rcu_head sk_rcu;
};

#define sock_net(sk) read_pnet(&(sk)->sk_net)
#define sock_net_set(sk, net) write_pnet(&(sk)->sk_net, (net))

/* sock_init_data(sock, sk): a socket with one reference. */
static inline void sock_init_data(struct socket *sock, struct sock *sk)
{
	spin_lock_init(&sk->sk_lock.slock);
	sk->sk_lock.owned = 0;
	rwlock_init(&sk->sk_callback_lock);
	skb_queue_head_init(&sk->sk_receive_queue);
	skb_queue_head_init(&sk->sk_write_queue);
	sk->sk_socket = sock;
	sk->sk_state = TCP_CLOSE;
	write_pnet(&sk->sk_net, &init_net);
	refcount_set(&sk->sk_refcnt, 1);
}

/* lock_sock(sk): waits until no other thread owns the socket and none holds its spinlock, and owns it. Sleeps. */
static inline void lock_sock(struct sock *sk)
{
	__q_might_sleep("lock_sock");
	spin_lock_bh(&sk->sk_lock.slock);
	while (sk->sk_lock.owned) {
		spin_unlock_bh(&sk->sk_lock.slock);
		__q_waiting_step
			__q_guard(!sk->sk_lock.owned);
		spin_lock_bh(&sk->sk_lock.slock);
	}
	WRITE_ONCE(sk->sk_lock.owned, __q_query(__Q_THREAD));
	spin_unlock_bh(&sk->sk_lock.slock);
}

#define lock_sock_nested(sk, subclass) lock_sock(sk)

/* release_sock(sk): no longer owns it; LOCK_MISUSE if it did not. */
static inline void release_sock(struct sock *sk)
{
	spin_lock_bh(&sk->sk_lock.slock);
	if (sk->sk_lock.owned != (int)__q_query(__Q_THREAD))
		__q_report(LOCK_MISUSE, "release_sock of a socket that this thread does not own", sk);
	WRITE_ONCE(sk->sk_lock.owned, 0);
	spin_unlock_bh(&sk->sk_lock.slock);
}

/* bh_lock_sock(sk), bh_unlock_sock(sk): the spinlock, in softirq context; sock_owned_by_user says if a thread owns it. */
#define bh_lock_sock(sk) spin_lock(&(sk)->sk_lock.slock)
#define bh_lock_sock_nested(sk) spin_lock(&(sk)->sk_lock.slock)
#define bh_unlock_sock(sk) spin_unlock(&(sk)->sk_lock.slock)
#define sock_owned_by_user(sk) (READ_ONCE((sk)->sk_lock.owned) != 0)
#define sock_owned_by_user_nocheck(sk) sock_owned_by_user(sk)
#define lockdep_sock_is_held(sk) \
	((sk)->sk_lock.owned == (int)__q_query(__Q_THREAD) || __q_is_held(&(sk)->sk_lock.slock.lock))
#define sock_owned_by_me(sk) \
	({ if (!lockdep_sock_is_held(sk)) __q_report(ASSERTION, "sock_owned_by_me(" #sk ")", (sk)); })

/* sock_flag(sk, flag), sock_set_flag, sock_reset_flag: plain accesses to its flags. */
#define sock_flag(sk, flag) test_bit((flag), &(sk)->sk_flags)
#define sock_set_flag(sk, flag) __set_bit((flag), &(sk)->sk_flags)
#define sock_reset_flag(sk, flag) __clear_bit((flag), &(sk)->sk_flags)

static inline void __q_sk_destruct(struct rcu_head *head)
{
	struct sock *sk = container_of(head, struct sock, sk_rcu);

	if (sk->sk_destruct)
		sk->sk_destruct(sk);
	kfree(sk);
}

/* sk_free(sk): sk_destruct and kfree, after a grace period if it is SOCK_RCU_FREE. */
static inline void sk_free(struct sock *sk)
{
	if (sock_flag(sk, SOCK_RCU_FREE))
		call_rcu(&sk->sk_rcu, __q_sk_destruct);
	else
		__q_sk_destruct(&sk->sk_rcu);
}

/* sock_hold(sk), sock_put(sk): takes and gives back a reference; sk_free after the last. */
static inline void sock_hold(struct sock *sk)
{
	refcount_inc(&sk->sk_refcnt);
}

static inline void sock_put(struct sock *sk)
{
	if (refcount_dec_and_test(&sk->sk_refcnt))
		sk_free(sk);
}

/* __sock_put(sk): gives back a reference that is not the last. */
#define __sock_put(sk) refcount_dec(&(sk)->sk_refcnt)

/*
 * sk_reset_timer(sk, timer, expires): mod_timer; an armed timer has a reference to the socket. It is taken first: that the
 * timer does not expire before the kernel has taken it is a matter of time, which there is none of here.
 */
static inline void sk_reset_timer(struct sock *sk, struct timer_list *timer, unsigned long expires)
{
	sock_hold(sk);
	if (mod_timer(timer, expires))
		__sock_put(sk);
}

/* sk_stop_timer(sk, timer), _sync: timer_delete, timer_delete_sync; gives back the reference if it was armed. */
static inline void sk_stop_timer(struct sock *sk, struct timer_list *timer)
{
	if (timer_delete(timer))
		__sock_put(sk);
}

static inline void sk_stop_timer_sync(struct sock *sk, struct timer_list *timer)
{
	if (timer_delete_sync(timer))
		__sock_put(sk);
}

/* rcu_dereference_sk_user_data(sk), rcu_assign_sk_user_data(sk, ptr): what belongs to it, published under RCU. */
#define rcu_dereference_sk_user_data(sk) rcu_dereference((sk)->sk_user_data)
#define rcu_assign_sk_user_data(sk, ptr) rcu_assign_pointer((sk)->sk_user_data, (ptr))

/* __sk_dst_get(sk), sk_dst_get(sk): its route, by who owns it or inside RCU; the latter takes a reference, or NULL. */
#define __sk_dst_get(sk) rcu_dereference_check((sk)->sk_dst_cache, lockdep_sock_is_held(sk))

static inline struct dst_entry *sk_dst_get(struct sock *sk)
{
	struct dst_entry *dst;

	rcu_read_lock();
	dst = rcu_dereference(sk->sk_dst_cache);
	if (dst && !dst_hold_safe(dst))
		dst = NULL;
	rcu_read_unlock();
	return dst;
}

/* sk_dst_set(sk, dst), sk_dst_reset(sk): another route, or none; gives back the reference to the old one. */
static inline void sk_dst_set(struct sock *sk, struct dst_entry *dst)
{
	dst_release(xchg(&sk->sk_dst_cache, dst));
}

#define sk_dst_reset(sk) sk_dst_set((sk), NULL)

#endif
