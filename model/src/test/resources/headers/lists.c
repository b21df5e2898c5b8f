/* Uses what list, rculist, list_nulls and rculist_nulls offer. */
#include <linux/rculist.h>
#include <linux/rculist_nulls.h>
#include <linux/spinlock.h>
#include <linux/srcu.h>

struct item {
	int key;
	struct list_head link;
	struct hlist_node node;
	struct hlist_nulls_node nulls;
};

static LIST_HEAD(list);
static struct list_head other = LIST_HEAD_INIT(other);
static HLIST_HEAD(hash);
static struct hlist_head buckets[2] = { HLIST_HEAD_INIT, HLIST_HEAD_INIT };
static struct hlist_nulls_head nulls = HLIST_NULLS_HEAD_INIT(1);
static DEFINE_SPINLOCK(lock);
static struct item a, b;

static int changing(void)
{
	INIT_LIST_HEAD(&a.link);
	list_add(&a.link, &list);
	list_add_tail(&b.link, &list);
	list_move(&a.link, &other);
	list_move_tail(&a.link, &list);
	list_replace(&a.link, &b.link);
	list_replace_init(&b.link, &a.link);
	list_del_init(&a.link);
	list_del(&b.link);
	list_del_init_careful(&a.link);
	list_swap(&a.link, &b.link);
	list_rotate_left(&list);
	list_splice(&list, &other);
	list_splice_tail(&list, &other);
	list_splice_init(&list, &other);
	list_splice_tail_init(&list, &other);
	return list_empty(&list) + list_empty_careful(&list) + list_is_singular(&list) + list_is_first(&a.link, &list)
		+ list_is_last(&a.link, &list) + list_is_head(&a.link, &list) + list_count_nodes(&list);
}

static int walking(void)
{
	struct item *i, *n = &a;
	struct list_head *p, *q;
	int sum = 0;

	list_for_each(p, &list)
		sum++;
	list_for_each_prev(p, &list)
		sum++;
	list_for_each_safe(p, q, &list)
		list_del(p);
	list_for_each_entry(i, &list, link)
		sum += i->key;
	list_for_each_entry_reverse(i, &list, link)
		sum += i->key;
	i = list_prepare_entry(n, &list, link);
	list_for_each_entry_continue(i, &list, link)
		sum += i->key;
	i = &a;
	list_for_each_entry_from(i, &list, link)
		sum += i->key;
	list_for_each_entry_safe(i, n, &list, link)
		list_del(&i->link);
	list_for_each_entry_safe_reverse(i, n, &list, link)
		list_safe_reset_next(i, n, link);
	i = list_first_entry_or_null(&list, struct item, link);
	i = list_first_entry(&list, struct item, link);
	i = list_last_entry(&list, struct item, link);
	i = list_next_entry(i, link);
	i = list_prev_entry(i, link);
	return sum + i->key;
}

static int reading(void)
{
	struct list_head *p;
	struct item *i;
	int sum = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(i, &list, link)
		sum += i->key;
	list_for_each_entry_rcu(i, &list, link, lockdep_is_held(&lock))
		sum += i->key;
	list_for_each_entry_srcu(i, &list, link, sum == 0)
		sum += i->key;
	list_for_each_entry_lockless(i, &list, link)
		sum += i->key;
	list_for_each_rcu(p, &list)
		sum++;
	hlist_for_each_entry_rcu(i, &hash, node)
		sum += i->key;
	hlist_for_each_entry_rcu(i, &hash, node, lockdep_is_held(&lock))
		sum += i->key;
	i = list_first_or_null_rcu(&list, struct item, link);
	i = list_next_or_null_rcu(&list, &a.link, struct item, link);
	i = list_entry_rcu(list.next, struct item, link);
	list_for_each_entry_continue_rcu(i, &list, link)
		sum += i->key;
	i = &a;
	hlist_for_each_entry_from_rcu(i, node)
		sum += i->key;
	rcu_read_unlock();
	list_add_rcu(&a.link, &list);
	list_add_tail_rcu(&b.link, &list);
	list_replace_rcu(&a.link, &b.link);
	list_del_rcu(&a.link);
	list_splice_init_rcu(&list, &other, synchronize_rcu);
	return sum;
}

static int hashing(void)
{
	struct hlist_node *n;
	struct item *i;
	int sum = 0;

	INIT_HLIST_HEAD(&buckets[0]);
	INIT_HLIST_NODE(&a.node);
	hlist_add_head(&a.node, &hash);
	hlist_add_before(&b.node, &a.node);
	hlist_add_behind(&b.node, &a.node);
	hlist_add_fake(&b.node);
	hlist_add_head_rcu(&a.node, &hash);
	hlist_add_tail_rcu(&a.node, &hash);
	hlist_add_before_rcu(&b.node, &a.node);
	hlist_add_behind_rcu(&b.node, &a.node);
	hlist_replace_rcu(&a.node, &b.node);
	hlist_for_each(n, &hash)
		sum++;
	hlist_for_each_entry(i, &hash, node)
		sum += i->key;
	hlist_for_each_entry_safe(i, n, &hash, node)
		hlist_del(&i->node);
	hlist_del_init(&a.node);
	hlist_del_rcu(&a.node);
	hlist_del_init_rcu(&a.node);
	hlist_move_list(&hash, &buckets[1]);
	return sum + hlist_unhashed(&a.node) + hlist_unhashed_lockless(&a.node) + hlist_empty(&hash) + hlist_fake(&b.node)
		+ hlist_is_singular_node(&a.node, &hash);
}

static int ending_in_numbers(void)
{
	struct hlist_nulls_node *n;
	struct item *i;
	int sum = 0;

	INIT_HLIST_NULLS_HEAD(&nulls, 2);
	hlist_nulls_add_head(&a.nulls, &nulls);
	hlist_nulls_add_head_rcu(&b.nulls, &nulls);
	hlist_nulls_add_tail_rcu(&b.nulls, &nulls);
	hlist_nulls_for_each_entry(i, n, &nulls, nulls)
		sum += i->key;
	hlist_nulls_for_each_entry_rcu(i, n, &nulls, nulls)
		sum += i->key;
	hlist_nulls_for_each_entry_safe(i, n, &nulls, nulls)
		sum += i->key;
	hlist_nulls_del(&a.nulls);
	hlist_nulls_del_rcu(&a.nulls);
	hlist_nulls_del_init_rcu(&b.nulls);
	return sum + hlist_nulls_unhashed(&a.nulls) + hlist_nulls_empty(&nulls) + is_a_nulls(n) + get_nulls_value(n);
}

static void listing(void)
{
	observe("sum", changing() + walking() + reading() + hashing() + ending_in_numbers());
}

struct scenario lists = { .threads = { listing } };
