/* An xarray and an idr hold any number, give out the lowest free one of a range, and are walked in the order of numbers. */
#include <quiesce.h>
#include <linux/idr.h>
#include <linux/llist.h>
#include <linux/slab.h>
#include <linux/xarray.h>

#pragma quiesce variant(found)
#pragma quiesce variant(too_many, TOO_MANY)

struct item { int key; struct llist_node node; };

static DEFINE_XARRAY_ALLOC1(table);
static DEFINE_IDR(idr);
static DEFINE_IDA(ida);
static LLIST_HEAD(stack);
static struct item items[4] = { { 10 }, { 11 }, { 12 }, { 13 } };

static void walk(void)
{
	struct item *item, *next;
	unsigned long index, sum = 0;
	u32 id = 0, from = 4000000000U;
	int n;

	BUG_ON(xa_alloc(&table, &id, &items[0], xa_limit_32b, GFP_KERNEL) || id != 1);
	BUG_ON(xa_store(&table, 1UL << 40, &items[2], GFP_KERNEL) || xa_insert(&table, 1, &items[1], GFP_ATOMIC) != -EBUSY);
	BUG_ON(xa_insert(&table, 77, &items[1], GFP_KERNEL) || xa_load(&table, 78));
	xa_for_each(&table, index, item)
		sum = sum * 100 + item->key;
	BUG_ON(sum != 101112 || xa_erase(&table, 77) != &items[1] || xa_load(&table, 1UL << 40) != &items[2]);
	BUG_ON(xa_cmpxchg(&table, 1, &items[0], NULL, GFP_KERNEL) != &items[0] || xa_empty(&table));
	xa_destroy(&table);

	n = idr_alloc(&idr, &items[3], 1000, 2000, GFP_KERNEL);
	BUG_ON(n != 1000 || idr_alloc(&idr, &items[2], 1000, 1001, GFP_KERNEL) != -ENOSPC);
	BUG_ON(idr_alloc_cyclic(&idr, &items[1], 5, 0, GFP_KERNEL) != 5 || idr_alloc_cyclic(&idr, &items[1], 5, 0, GFP_KERNEL) != 6);
	BUG_ON(idr_alloc_u32(&idr, &items[0], &from, UINT_MAX, GFP_KERNEL) || from != 4000000000U);
	BUG_ON(idr_remove(&idr, 5) != &items[1] || idr_find(&idr, 5) || idr_alloc_cyclic(&idr, NULL, 5, 8, GFP_KERNEL) != 7);
	sum = 0;
	idr_for_each_entry(&idr, item, n)
		sum += n;
	BUG_ON(sum < 1006);
	BUG_ON(ida_alloc_range(&ida, 500, 501, GFP_KERNEL) != 500 || ida_alloc_min(&ida, 500, GFP_KERNEL) != 501);
	BUG_ON(ida_alloc_range(&ida, 500, 501, GFP_KERNEL) != -ENOSPC || ida_alloc(&ida, GFP_KERNEL) != 0);
	ida_free(&ida, 500);

	BUG_ON(!llist_add(&items[0].node, &stack) || llist_add(&items[1].node, &stack));
	sum = 0;
	llist_for_each_entry_safe(item, next, llist_reverse_order(llist_del_all(&stack)), node)
		sum = sum * 100 + item->key;
	BUG_ON(sum != 1011 || !llist_empty(&stack));
#ifdef TOO_MANY
	for (n = 0; n < 13; n++)
		BUG_ON(ida_alloc(&ida, GFP_KERNEL) < 0);
#endif
	cover("walked");
}

struct scenario numbers = {
	.threads = { walk },
#ifdef TOO_MANY
	.expect = ASSERTION,
#endif
};
