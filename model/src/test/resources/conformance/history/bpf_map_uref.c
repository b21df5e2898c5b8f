/* bpf: map freed from work after last put, the program reads map elements in RCU section; link detach */
#include <quiesce.h>
#include <linux/atomic.h>
#include <linux/workqueue.h>
#include <linux/rcupdate.h>
#include <linux/idr.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/err.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, NOT_ZERO)
struct bpf_map;
struct bpf_map_ops { void *(*map_lookup_elem)(struct bpf_map *map, u32 key); void (*map_free)(struct bpf_map *map); };
struct bpf_map { const struct bpf_map_ops *ops; u32 max_entries, id; atomic64_t refcnt; struct work_struct work; union { struct rcu_head rcu; long dummy; }; };
struct bpf_array { struct bpf_map map; u32 elem_size; long value[]; };
static DEFINE_IDR(map_idr);
static DEFINE_SPINLOCK(map_idr_lock);
static int the_id;
#define array_of(m) container_of(m, struct bpf_array, map)

static void *array_lookup(struct bpf_map *map, u32 key)
{
	struct bpf_array *array = array_of(map);

	return key < map->max_entries ? &array->value[key] : NULL;
}
static void array_free(struct bpf_map *map) { kvfree(array_of(map)); }
static const struct bpf_map_ops array_map_ops = { .map_lookup_elem = &array_lookup, .map_free = &array_free };

static void bpf_map_free_deferred(struct work_struct *work)
{
	struct bpf_map *map = container_of(work, struct bpf_map, work);

	map->ops->map_free(map);
}
static void bpf_map_put(struct bpf_map *map)
{
	if (atomic64_dec_and_test(&map->refcnt)) {
		spin_lock_bh(&map_idr_lock);
		idr_remove(&map_idr, map->id);
		spin_unlock_bh(&map_idr_lock);
		INIT_WORK(&map->work, bpf_map_free_deferred);
		queue_work(system_unbound_wq, &map->work);
	}
}
static struct bpf_map *fd_map;
static void setup(void)
{
	struct bpf_array *a = kzalloc(struct_size(a, value, 2), GFP_KERNEL);

	if (!a)
		return;
	a->map.ops = &array_map_ops;
	a->map.max_entries = 2;
	atomic64_set(&a->map.refcnt, 1);
	idr_preload(GFP_KERNEL);
	spin_lock_bh(&map_idr_lock);
	the_id = idr_alloc_cyclic(&map_idr, &a->map, 1, INT_MAX, GFP_ATOMIC);
	if (the_id > 0)
		a->map.id = the_id;
	spin_unlock_bh(&map_idr_lock);
	idr_preload_end();
	BUG_ON(WARN_ON_ONCE(!the_id));
	fd_map = &a->map;
}
static void get_fd_by_id(void)
{
	struct bpf_map *map;
	long *v;

	spin_lock_bh(&map_idr_lock);
	map = idr_find(&map_idr, the_id);
	if (map)
#ifdef NOT_ZERO
		map = atomic64_fetch_add_unless(&map->refcnt, 1, 0) ? map : ERR_PTR(-ENOENT);
#else
		atomic64_inc(&map->refcnt);
#endif
	else
		map = ERR_PTR(-ENOENT);
	spin_unlock_bh(&map_idr_lock);
	if (IS_ERR(map)) {
		pr_debug("no map: %ld\n", PTR_ERR(map));
		return;
	}
	v = map->ops->map_lookup_elem(map, 1);
	if (v)
		*v = 17;
	cover("used");
	bpf_map_put(map);
}
static void close_fd(void) { bpf_map_put(fd_map); }
struct scenario map_by_id = { .init = setup, .threads = { close_fd, get_fd_by_id },
#ifndef NOT_ZERO
	.expect = USE_AFTER_FREE,
#endif
};
