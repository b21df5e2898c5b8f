/* What a thread has made is there for the callback that it hands it to. */
#include <quiesce.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#pragma quiesce variant(used_afterwards, USED)
#pragma quiesce variant(handed_on)

struct map {
	int handle;
	struct rcu_head rcu;
};

static struct map __rcu *shown;

static void replace(void)
{
	struct map *map = kzalloc(sizeof(*map), GFP_KERNEL);

	map->handle = 3;
	rcu_assign_pointer(shown, map);
	RCU_INIT_POINTER(shown, NULL);
	kfree_rcu(map, rcu);
#ifdef USED
	WRITE_ONCE(map->handle, 4);
#endif
}

static void look_up(void)
{
	struct map *map;

	rcu_read_lock();
	map = rcu_dereference(shown);
	if (map)
		assert(READ_ONCE(map->handle) == 3);
	rcu_read_unlock();
}

struct scenario callback = {
	.about = "a map that is made, shown, taken away and freed",
	.memory = MEMORY_LKMM,
	.threads = { replace, look_up },
#ifdef USED
	.expect = USE_AFTER_FREE,
#endif
};
