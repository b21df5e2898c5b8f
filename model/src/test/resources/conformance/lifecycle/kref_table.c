/* Lookup in a table by kref_get_unless_zero; the release takes the entry out. */
#include <quiesce.h>
#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/idr.h>
#include <linux/rcupdate.h>

#pragma quiesce variant(put_mutex, HOW=0)
#pragma quiesce variant(unless_zero, HOW=1)
#pragma quiesce variant(plain_get, HOW=2)
#pragma quiesce variant(free_before_remove, HOW=3)
#pragma quiesce variant(unless_zero_no_rcu, HOW=5)

struct sess { struct kref ref; int id; struct rcu_head rcu; };
static DEFINE_IDR(ids);
static DEFINE_MUTEX(ids_mutex);
static struct sess *first;

static void sess_release(struct kref *k)
{
	struct sess *s = container_of(k, struct sess, ref);

#if HOW == 0
	idr_remove(&ids, s->id);
	mutex_unlock(&ids_mutex);
	kfree(s);
#elif HOW == 3
	int id = s->id;

	kfree(s);
	mutex_lock(&ids_mutex);
	idr_remove(&ids, id);
	mutex_unlock(&ids_mutex);
#else
	mutex_lock(&ids_mutex);
	idr_remove(&ids, s->id);
	mutex_unlock(&ids_mutex);
#if HOW == 5
	kfree(s);
#else
	kfree_rcu(s, rcu);
#endif
#endif
}

static void sess_put(struct sess *s)
{
#if HOW == 0
	kref_put_mutex(&s->ref, sess_release, &ids_mutex);
#else
	kref_put(&s->ref, sess_release);
#endif
}

static struct sess *sess_get(int id)
{
	struct sess *s;

#if HOW == 1 || HOW == 5
	rcu_read_lock();
	s = idr_find(&ids, id);
	if (s && !kref_get_unless_zero(&s->ref))
		s = NULL;
	rcu_read_unlock();
#elif HOW == 3
	mutex_lock(&ids_mutex);
	s = idr_find(&ids, id);
	if (s && !kref_get_unless_zero(&s->ref))
		s = NULL;
	mutex_unlock(&ids_mutex);
#else
	mutex_lock(&ids_mutex);
	s = idr_find(&ids, id);
	if (s)
		kref_get(&s->ref);
	mutex_unlock(&ids_mutex);
#endif
	return s;
}

static void setup(void)
{
	first = kzalloc(sizeof(*first), GFP_KERNEL);
	kref_init(&first->ref);
	first->id = idr_alloc(&ids, first, 1, 0, GFP_KERNEL);
	BUG_ON(first->id != 1);
}

static void closes(void) { sess_put(first); }
static void uses(void)
{
	struct sess *s = sess_get(1);

	if (s) {
		BUG_ON(s->id != 1);
		cover("got it");
		sess_put(s);
	}
}
static void end(void) { BUG_ON(!idr_is_empty(&ids)); idr_destroy(&ids); }

struct scenario close_vs_use = {
	.init = setup, .threads = { closes, uses }, .exit = end,
#if HOW == 2
	.expect = REF_MISUSE,
#elif HOW == 3 || HOW == 5
	.expect = USE_AFTER_FREE,
#endif
};
