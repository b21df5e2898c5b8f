/* Who changes an idr holds a lock; an ida and an xarray have their own. */
#include <quiesce.h>
#include <linux/idr.h>
#include <linux/mutex.h>
#include <linux/xarray.h>

#pragma quiesce variant(locked)
#pragma quiesce variant(not_locked, NOT_LOCKED)

static DEFINE_IDR(ids);
static DEFINE_IDA(numbers);
static DEFINE_XARRAY_ALLOC(array);
static DEFINE_MUTEX(lock);
static int thing;

static void adds(void)
{
	u32 at;
	int id;

#ifndef NOT_LOCKED
	mutex_lock(&lock);
#endif
	id = idr_alloc(&ids, &thing, 0, 0, GFP_KERNEL);
#ifndef NOT_LOCKED
	mutex_unlock(&lock);
#endif
	BUG_ON(id < 0 || ida_alloc(&numbers, GFP_KERNEL) < 0);
	BUG_ON(xa_alloc(&array, &at, &thing, xa_limit_32b, GFP_KERNEL));
	cover("added");
}

struct scenario changes = {
	.threads = { adds, adds },
	.races = RACES_FAIL,
#ifdef NOT_LOCKED
	.expect = DATA_RACE,
#endif
};
