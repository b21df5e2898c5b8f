/* vxlan: fdb entry destroy vs. RCU lookup; hlist and rwlock-free bucket lock table */
#include <quiesce.h>
#include <linux/hashtable.h>
#include <linux/rculist.h>
#include <linux/spinlock.h>
#include <linux/slab.h>
#include <linux/err.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, KFREE_RCU)

#define FDB_HASH_BITS 1
#define FDB_HASH_SIZE (1 << FDB_HASH_BITS)

union vxlan_addr { u32 sin; u64 sa; };
struct vxlan_rdst { union vxlan_addr remote_ip; __be16 remote_port; u8 offloaded:1; struct list_head list; struct rcu_head rcu; };
struct vxlan_fdb { struct hlist_node hlist; struct rcu_head rcu; u8 eth_addr[6]; u16 state; __be32 vni; struct list_head remotes; };

struct vxlan_dev {
	spinlock_t hash_lock[FDB_HASH_SIZE];
	struct hlist_head fdb_head[FDB_HASH_SIZE];
	unsigned int addrcnt;
} vxlan;

static const u8 mac[6] = { 0x02, [5] = 0x01 };

static u32 fdb_head_index(const u8 *m, __be32 vni)
{
	return (m[5] ^ vni) & (FDB_HASH_SIZE - 1);
}

static struct vxlan_fdb *__find(const u8 *m, __be32 vni)
{
	struct hlist_head *head = &vxlan.fdb_head[fdb_head_index(m, vni)];
	struct vxlan_fdb *f;

	hlist_for_each_entry_rcu(f, head, hlist)
		if (f->eth_addr[5] == m[5] && f->vni == vni)
			return f;
	return NULL;
}

static int fdb_create(const u8 *m, __be32 vni, u32 ip)
{
	struct vxlan_fdb *f;
	struct vxlan_rdst *rd;
	int i, err = -ENOMEM;

	f = kmalloc(sizeof(*f), GFP_ATOMIC);
	if (IS_ERR_OR_NULL(f))
		goto out;
	rd = kzalloc(sizeof(*rd), GFP_ATOMIC);
	if (!rd)
		goto free_f;
	rd->remote_ip.sin = ip;
	INIT_LIST_HEAD(&f->remotes);
	f->vni = vni;
	f->state = 0;
	for (i = 0; i < ARRAY_SIZE(f->eth_addr); i++)
		f->eth_addr[i] = m[i];
	list_add_tail_rcu(&rd->list, &f->remotes);
	++vxlan.addrcnt;
	hlist_add_head_rcu(&f->hlist, &vxlan.fdb_head[fdb_head_index(m, vni)]);
	return 0;
free_f:
	kfree(f);
out:
	return err;
}

static void setup(void)
{
	unsigned int h;

	for (h = 0; h < FDB_HASH_SIZE; ++h) {
		spin_lock_init(&vxlan.hash_lock[h]);
		INIT_HLIST_HEAD(&vxlan.fdb_head[h]);
	}
	BUG_ON(fdb_create(mac, 42, 0x0a000001) < 0);
}

static void vxlan_xmit(void)
{
	struct vxlan_fdb *f;
	struct vxlan_rdst *rdst, *fdst = NULL;

	rcu_read_lock();
	f = __find(mac, 42);
	if (!f) {
		rcu_read_unlock();
		return;
	}
	list_for_each_entry_rcu(rdst, &f->remotes, list) {
		if (!fdst) {
			fdst = rdst;
			continue;
		}
	}
	if (fdst)
		cover("found");
	if (fdst)
		assert(fdst->remote_ip.sin == 0x0a000001);
	rcu_read_unlock();
}

static void vxlan_fdb_free(struct rcu_head *head)
{
	struct vxlan_fdb *f = container_of(head, struct vxlan_fdb, rcu);
	struct vxlan_rdst *rd, *nd;

	list_for_each_entry_safe(rd, nd, &f->remotes, list)
		kfree(rd);
	kfree(f);
}

static void vxlan_fdb_destroy(void)
{
	u32 h = fdb_head_index(mac, 42);
	struct vxlan_fdb *f;

	spin_lock_bh(&vxlan.hash_lock[h]);
	f = __find(mac, 42);
	if (f) {
		--vxlan.addrcnt;
		hlist_del_init_rcu(&f->hlist);
#ifdef KFREE_RCU
		call_rcu(&f->rcu, vxlan_fdb_free);
#else
		vxlan_fdb_free(&f->rcu);
#endif
	}
	spin_unlock_bh(&vxlan.hash_lock[h]);
}

struct scenario fdb_destroy_vs_xmit = {
	.about = "transmit walks the remotes of an fdb entry",
	.init = setup,
	.threads = { vxlan_fdb_destroy, },
	.softirqs = { vxlan_xmit, },
#ifndef KFREE_RCU
	.expect = USE_AFTER_FREE,
#endif
};
