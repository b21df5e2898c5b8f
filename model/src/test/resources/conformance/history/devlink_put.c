/* devlink: whoever finds an instance in the list may find one whose last reference has just been dropped. */
#include <quiesce.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(unless_zero, UNLESS_ZERO)
#pragma quiesce variant(put_mutex, PUT_MUTEX)
struct devlink { struct kref kref; struct list_head list; const char *name; };
static LIST_HEAD(devlinks);
static DEFINE_MUTEX(devlink_mutex);
static struct devlink *__must_check devlink_alloc(void)
{
	struct devlink *d = kzalloc(sizeof(struct devlink), GFP_KERNEL);
	if (!d) return NULL;
	kref_init(&d->kref);
	d->name = "pci/0000:01:00.0";
	return d;
}
static void devlink_release(struct kref *kref)
{
	struct devlink *d = container_of(kref, struct devlink, kref);
#ifdef PUT_MUTEX
	list_del(&d->list);
	mutex_unlock(&devlink_mutex);
#else
	mutex_lock(&devlink_mutex);
	list_del(&d->list);
	mutex_unlock(&devlink_mutex);
#endif
	kfree(d);
}
static void devlink_put(struct devlink *d)
{
#ifdef PUT_MUTEX
	kref_put_mutex(&d->kref, devlink_release, &devlink_mutex);
#else
	kref_put(&d->kref, devlink_release);
#endif
}
static void dump(void)
{
	struct devlink *d, *found = NULL;
	mutex_lock(&devlink_mutex);
	list_for_each_entry(d, &devlinks, list) {
#ifdef UNLESS_ZERO
		if (!kref_get_unless_zero(&d->kref))
			continue;
#else
		kref_get(&d->kref);
#endif
		found = d;
		break;
	}
	mutex_unlock(&devlink_mutex);
	if (found) {
		assert(found->name[0] == 'p');
		cover("found");
		devlink_put(found);
	}
}
static void unregister(void)
{
	devlink_put(list_first_entry(&devlinks, struct devlink, list));
}
static void init(void) { struct devlink *d = devlink_alloc(); assume(d); list_add_tail(&d->list, &devlinks); }
static void nothing_left(void) { BUG_ON(!list_empty(&devlinks)); }

struct scenario dump_vs_unregister = { .init = init, .threads = { dump, unregister }, .exit = nothing_left,
#if !defined(UNLESS_ZERO) && !defined(PUT_MUTEX)
	.expect = REF_MISUSE,
#endif
};
