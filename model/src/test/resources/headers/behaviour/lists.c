/* What lists mean. */
#include <linux/rculist.h>
#include <linux/rculist_nulls.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct item {
	int key;
	struct list_head link;
	struct hlist_node node;
	struct hlist_nulls_node nulls;
	struct rcu_head rcu;
};

static LIST_HEAD(list);
static LIST_HEAD(other);
static HLIST_HEAD(hash);
static struct hlist_nulls_head numbered = HLIST_NULLS_HEAD_INIT(7);
static DEFINE_SPINLOCK(lock);
static struct item one = { .key = 1 }, two = { .key = 2 };
static struct item *entry;
static int seen;

static int keys(struct list_head *head)
{
	struct item *i;
	int sum = 0;

	list_for_each_entry(i, head, link)
		sum = sum * 10 + i->key;
	return sum;
}

static void linked(void)
{
	struct item *i, *n;
	int sum = 0;

	INIT_LIST_HEAD(&one.link);
	list_del_init(&one.link);
	list_add(&one.link, &list);
	list_add_tail(&two.link, &list);
	BUG_ON(keys(&list) != 12 || list_count_nodes(&list) != 2 || !list_is_last(&two.link, &list));
	list_for_each_entry_reverse(i, &list, link)
		sum = sum * 10 + i->key;
	BUG_ON(sum != 21 || list_first_entry(&list, struct item, link) != &one);
	list_move_tail(&one.link, &list);
	list_splice_init(&list, &other);
	BUG_ON(keys(&other) != 21 || list_first_entry_or_null(&list, struct item, link));
	list_for_each_entry_safe(i, n, &other, link)
		list_del(&i->link);
	BUG_ON(!list_empty(&other));
	list_add(&one.link, &list);
	list_replace_init(&one.link, &two.link);
	BUG_ON(keys(&list) != 2 || !list_empty(&one.link));
	list_del_init(&two.link);
	BUG_ON(!list_empty_careful(&two.link) || !list_empty(&list));
	cover("linked");
}
struct scenario lists_are_lists = { .threads = { linked } };

static void hashed(void)
{
	struct hlist_nulls_node *end;
	struct hlist_node *n;
	struct item *i;
	int sum = 0;

	BUG_ON(!hlist_unhashed(&one.node));
	hlist_add_head(&one.node, &hash);
	hlist_add_head(&two.node, &hash);
	hlist_for_each_entry(i, &hash, node)
		sum = sum * 10 + i->key;
	BUG_ON(sum != 21);
	hlist_for_each_entry_safe(i, n, &hash, node)
		hlist_del(&i->node);
	BUG_ON(!hlist_empty(&hash) || hlist_unhashed(&one.node));
	hlist_add_head_rcu(&one.node, &hash);
	hlist_del_init_rcu(&one.node);
	BUG_ON(!hlist_unhashed(&one.node));
	hlist_del_init(&one.node);
	hlist_add_fake(&one.node);
	hlist_del_init(&one.node);
	hlist_nulls_add_head_rcu(&one.nulls, &numbered);
	hlist_nulls_add_tail_rcu(&two.nulls, &numbered);
	hlist_nulls_for_each_entry_rcu(i, end, &numbered, nulls)
		sum += i->key;
	BUG_ON(sum != 24 || get_nulls_value(end) != 7);
	hlist_nulls_del_rcu(&two.nulls);
	hlist_nulls_del_init_rcu(&one.nulls);
	BUG_ON(!hlist_nulls_empty(&numbered) || !hlist_nulls_unhashed(&one.nulls));
	cover("hashed");
}
struct scenario hlists_are_lists = { .threads = { hashed } };

static void adds_twice(void)
{
	list_add(&one.link, &list);
	list_add(&one.link, &list);
}
struct scenario added_twice = { .threads = { adds_twice }, .expect = LIST_CORRUPTION };

static void deletes_twice(void)
{
	list_add(&one.link, &list);
	list_del(&one.link);
	list_del(&one.link);
}
struct scenario deleted_twice = { .threads = { deletes_twice }, .expect = LIST_CORRUPTION };

static void deletes_what_is_not_linked(void)
{
	list_del(&one.link);
}
struct scenario deleted_before_it_was_added = { .threads = { deletes_what_is_not_linked }, .expect = LIST_CORRUPTION };

static void adds_again(void)
{
	list_add(&one.link, &list);
	list_del(&one.link);
	list_add(&one.link, &list);
}
struct scenario added_after_deletion = { .threads = { adds_again } };

static void hashes_twice(void)
{
	hlist_add_head(&one.node, &hash);
	hlist_add_head(&one.node, &hash);
}
struct scenario hashed_twice = { .threads = { hashes_twice }, .expect = LIST_CORRUPTION };

static void unhashes_twice(void)
{
	hlist_add_head_rcu(&one.node, &hash);
	hlist_del_rcu(&one.node);
	hlist_del_rcu(&one.node);
}
struct scenario unhashed_twice = { .threads = { unhashes_twice }, .expect = LIST_CORRUPTION };

static void add_one(void)
{
	list_add(&one.link, &list);
}

static void add_two(void)
{
	list_add(&two.link, &list);
}
struct scenario added_without_a_lock = { .threads = { add_one, add_two }, .expect = LIST_CORRUPTION };

static void create(void)
{
	entry = kzalloc(sizeof(*entry), GFP_KERNEL);
	list_add(&entry->link, &list);
	hlist_add_head(&entry->node, &hash);
}

static void reader(void)
{
	struct item *i;

	rcu_read_lock();
	list_for_each_entry_rcu(i, &list, link)
		WRITE_ONCE(seen, i->key);
	hlist_for_each_entry_rcu(i, &hash, node)
		WRITE_ONCE(seen, i->key);
	rcu_read_unlock();
}

static void unlink_entry(void)
{
	spin_lock(&lock);
	list_del_rcu(&entry->link);
	hlist_del_rcu(&entry->node);
	spin_unlock(&lock);
}

static void free_later(void)
{
	unlink_entry();
	kfree_rcu(entry, rcu);
}
struct scenario readers_get_on = { .init = create, .threads = { reader, free_later } };

static void free_at_once(void)
{
	unlink_entry();
	kfree(entry);
}
struct scenario freed_under_a_reader = { .init = create, .threads = { reader, free_at_once }, .expect = USE_AFTER_FREE };

static void bare(void)
{
	struct item *i;

	list_for_each_entry_rcu(i, &list, link)
		seen++;
}
struct scenario walked_outside = { .threads = { bare }, .expect = RCU_MISUSE };

static void locked(void)
{
	struct item *i;

	spin_lock(&lock);
	list_for_each_entry_rcu(i, &list, link, lockdep_is_held(&lock))
		seen++;
	spin_unlock(&lock);
}
struct scenario walked_under_the_lock = { .threads = { locked } };

static struct list_head cut_nodes[3], cut_from = LIST_HEAD_INIT(cut_from), cut_off;

static void cut(void)
{
	for (int i = 0; i < 3; i++)
		list_add_tail(&cut_nodes[i], &cut_from);
	list_cut_position(&cut_off, &cut_from, &cut_nodes[1]);
	BUG_ON(cut_off.next != &cut_nodes[0] || cut_off.prev != &cut_nodes[1] || cut_nodes[1].next != &cut_off);
	BUG_ON(cut_from.next != &cut_nodes[2] || !list_is_singular(&cut_from));
	list_cut_before(&cut_off, &cut_from, &cut_nodes[2]);
	BUG_ON(!list_empty(&cut_off) || cut_from.next != &cut_nodes[2]);
}

struct scenario list_cut = { .threads = { cut } };
