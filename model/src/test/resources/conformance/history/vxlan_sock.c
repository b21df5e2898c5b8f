/* vxlan/geneve: socket destroyed while an rx softirq holds sk_user_data: vs, and vs->hash walked */
#include <quiesce.h>
#include <linux/list.h>
#include <linux/rculist.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/rcupdate.h>
#include <linux/skbuff.h>

#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, SYNC)

struct sock { void __rcu *sk_user_data; int (*encap_rcv)(struct sock *sk, struct sk_buff *skb); };
struct socket { struct sock *sk; };
struct vxlan_sock {
	struct hlist_node hlist;
	struct socket *sock;
	struct hlist_head vni_list[1 << 1];
	refcount_t refcnt;
	u32 flags;
};
struct vxlan_dev_node { struct hlist_node hlist; struct vxlan_dev *vxlan; };
struct vxlan_dev {
	struct vxlan_dev_node hlist4;
	struct vxlan_sock __rcu *vn4_sock;
	__be32 vni;
	u64 rx;
};

static DEFINE_SPINLOCK(sock_lock);
static struct hlist_head sock_list;
static struct sock sk;
static struct socket sock = { .sk = &sk };
static struct vxlan_dev *vdev;

static inline struct hlist_head *vni_head(struct vxlan_sock *vs, __be32 vni)
{
	return &vs->vni_list[(__force u32)vni & 1];
}

static struct vxlan_dev *vxlan_vs_find_vni(struct vxlan_sock *vs, __be32 vni)
{
	struct vxlan_dev_node *node;

	hlist_for_each_entry_rcu(node, vni_head(vs, vni), hlist) {
		if (node->vxlan->vni != vni)
			continue;
		return node->vxlan;
	}
	return NULL;
}

static int vxlan_rcv(struct sock *sk, struct sk_buff *skb)
{
	struct vxlan_sock *vs = rcu_dereference(sk->sk_user_data);
	struct vxlan_dev *vxlan;

	if (!vs)
		goto drop;
	vxlan = vxlan_vs_find_vni(vs, (__force __be32)3);
	if (!vxlan)
		goto drop;
	vxlan->rx++;
	cover("received");
	consume_skb(skb);
	return 0;
drop:
	kfree_skb(skb);
	return 0;
}

static void udp_rcv(void)
{
	struct sk_buff *skb = alloc_skb(64, GFP_ATOMIC);
	int (*rcv)(struct sock *, struct sk_buff *);

	if (!skb)
		return;
	rcv = READ_ONCE(sk.encap_rcv);
	if (rcv)
		rcv(&sk, skb);
	else
		kfree_skb(skb);
}

static bool __vxlan_sock_release_prep(struct vxlan_sock *vs)
{
	if (!vs || !refcount_dec_and_test(&vs->refcnt))
		return false;
	spin_lock(&sock_lock);
	hlist_del_rcu(&vs->hlist);
	spin_unlock(&sock_lock);
	return true;
}

static void udp_tunnel_sock_release(struct socket *sock)
{

	rcu_assign_pointer(sock->sk->sk_user_data, NULL);
	WRITE_ONCE(sock->sk->encap_rcv, NULL);
#ifdef SYNC
	synchronize_rcu();
#endif
}

static void vxlan_stop(void)
{
	struct vxlan_sock *vs = rcu_dereference_protected(vdev->vn4_sock, true);

	RCU_INIT_POINTER(vdev->vn4_sock, NULL);
	spin_lock(&sock_lock);
	hlist_del_init_rcu(&vdev->hlist4.hlist);
	spin_unlock(&sock_lock);
	if (__vxlan_sock_release_prep(vs)) {
		udp_tunnel_sock_release(vs->sock);
		kfree(vs);
	}
	kfree(vdev);
}

static void setup(void)
{
	struct vxlan_sock *vs = kzalloc(sizeof(*vs), GFP_KERNEL);
	unsigned int h;

	vdev = kzalloc(sizeof *vdev, GFP_KERNEL);
	for (h = 0; h < 2; ++h)
		INIT_HLIST_HEAD(&vs->vni_list[h]);
	vs->sock = &sock;
	refcount_set(&vs->refcnt, 1);
	sk.encap_rcv = vxlan_rcv;
	rcu_assign_pointer(sk.sk_user_data, vs);
	hlist_add_head_rcu(&vs->hlist, &sock_list);
	vdev->vni = (__force __be32)3;
	vdev->hlist4.vxlan = vdev;
	hlist_add_head_rcu(&vdev->hlist4.hlist, vni_head(vs, vdev->vni));
	rcu_assign_pointer(vdev->vn4_sock, vs);
}

static void nothing_left(void)
{
	BUG_ON(!hlist_empty(&sock_list) || sk.sk_user_data || sk.encap_rcv);
	vdev = NULL;
}

struct scenario rx_vs_stop = {
	.init = setup, .exit = nothing_left, .threads = { vxlan_stop }, .softirqs = { udp_rcv },
#ifndef SYNC
	.expect = USE_AFTER_FREE,
#endif
};
