/* What counters, bits and references mean. */
#include <linux/bitfield.h>
#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/err.h>
#include <linux/jhash.h>
#include <linux/kref.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/xarray.h>

static atomic_t counter;
static atomic64_t wide;
static DECLARE_BITMAP(map, 70);

static void arithmetic(void)
{
	atomic_set(&counter, 5);
	BUG_ON(atomic_add_return(3, &counter) != 8 || atomic_fetch_sub(2, &counter) != 8 || atomic_read(&counter) != 6);
	BUG_ON(atomic_dec_if_positive(&counter) != 5);
	atomic_set(&counter, 0);
	BUG_ON(atomic_dec_if_positive(&counter) != -1 || atomic_read(&counter) != 0);
	BUG_ON(atomic_inc_not_zero(&counter) || atomic_add_unless(&counter, 1, 0));
	BUG_ON(!atomic_add_unless(&counter, -1, 1) || atomic_inc_unless_negative(&counter));
	BUG_ON(!atomic_dec_unless_positive(&counter) || atomic_read(&counter) != -2);
	BUG_ON(!atomic_add_negative(1, &counter) || !atomic_inc_and_test(&counter));
	atomic_or(6, &counter);
	atomic_andnot(2, &counter);
	BUG_ON(atomic_xchg(&counter, 9) != 4 || atomic_cmpxchg(&counter, 8, 1) != 9);
	BUG_ON(atomic_cmpxchg(&counter, 9, 1) != 9 || !atomic_dec_and_test(&counter));
	atomic64_set(&wide, 1LL << 40);
	BUG_ON(atomic64_inc_return(&wide) != (1LL << 40) + 1 || !atomic64_sub_and_test((1LL << 40) + 1, &wide));
	cover("counted");
}
struct scenario counters_count = { .threads = { arithmetic } };

static void bits(void)
{
	set_bit(65, map);
	BUG_ON(!test_bit(65, map) || find_first_bit(map, 70) != 65 || test_and_set_bit(3, map));
	BUG_ON(find_next_bit(map, 70, 4) != 65 || !test_and_clear_bit(3, map));
	__clear_bit(65, map);
	BUG_ON(!bitmap_empty(map, 70) || find_first_zero_bit(map, 70) != 0);
	BUG_ON(__fls(1UL << 63) != 63 || __ffs(1UL << 63) != 63 || __ffs(1) != 0 || fls(0) != 0 || ffz(7) != 3);
	BUG_ON(fls(8) != 4 || ffs(8) != 4 || hweight32(0xff) != 8 || __ffs(0x10) != 4 || GENMASK(7, 4) != 0xf0);
	BUG_ON(FIELD_GET(GENMASK(7, 4), 0xabUL) != 0xa || FIELD_PREP(GENMASK(7, 4), 3) != 0x30);
	BUG_ON(min(3, 4) != 3 || max_t(long, 2, 9) != 9 || clamp(5, 1, 3) != 3);
	BUG_ON(PTR_ERR(ERR_PTR(-22)) != -22 || !IS_ERR(ERR_PTR(-1)) || IS_ERR(&counter) || !IS_ERR_OR_NULL(NULL));
	BUG_ON(strcmp("eth0", "eth0") || !strcmp("eth0", "eth1") || strlen("lo") != 2);
	cover("looked");
}
struct scenario bits_are_found = { .threads = { bits } };

static void too_far(void)
{
	set_bit(200, map);
}
struct scenario a_bit_behind_the_map = { .threads = { too_far }, .expect = WILD_ACCESS };

static void increment(void)
{
	int old = atomic_read(&counter);

	while (!atomic_try_cmpxchg(&counter, &old, old + 1))
		;
}

static void two(void)
{
	BUG_ON(atomic_read(&counter) != 2);
}
struct scenario compare_and_exchange_loses_nothing = { .threads = { increment, increment }, .exit = two };

static refcount_t none = REFCOUNT_INIT(0);
static refcount_t one = REFCOUNT_INIT(1);
static refcount_t most = REFCOUNT_INIT(REFCOUNT_MAX);

static void from_zero(void)
{
	refcount_inc(&none);
}
struct scenario increment_from_zero = { .threads = { from_zero }, .expect = REF_MISUSE };

static void to_zero(void)
{
	refcount_dec(&one);
}
struct scenario decrement_to_zero = { .threads = { to_zero }, .expect = REF_MISUSE };

static void below_zero(void)
{
	if (refcount_dec_and_test(&none))
		cover("never");
}
struct scenario underflow = { .threads = { below_zero }, .expect = REF_MISUSE };

static void too_many(void)
{
	refcount_inc(&most);
}
struct scenario saturation = { .threads = { too_many }, .expect = REF_MISUSE };

static void proper(void)
{
	BUG_ON(refcount_inc_not_zero(&none) || !refcount_inc_not_zero(&one));
	refcount_dec(&one);
	BUG_ON(refcount_dec_not_one(&one) || !refcount_dec_if_one(&one) || refcount_read(&one) != 0);
}
struct scenario references_that_are_in_order = { .threads = { proper } };

struct object {
	struct kref kref;
	refcount_t refs;
};

static struct object *object;
static DEFINE_SPINLOCK(lock);

static void create(void)
{
	object = kzalloc(sizeof(*object), GFP_KERNEL);
	kref_init(&object->kref);
	kref_get(&object->kref);
	refcount_set(&object->refs, 2);
}

static void release(struct kref *kref)
{
	kfree(container_of(kref, struct object, kref));
}

static void put(void)
{
	kref_put(&object->kref, release);
}
struct scenario the_last_put_releases = { .init = create, .threads = { put, put } };
struct scenario one_put_too_many = { .init = create, .threads = { put, put, put }, .expect = REF_MISUSE };

static void put_under_lock(void)
{
	if (!refcount_dec_and_lock(&object->refs, &lock))
		return;
	spin_unlock(&lock);
	kfree(object);
}
struct scenario the_last_put_holds_the_lock = { .init = create, .threads = { put_under_lock, put_under_lock } };

static void maps(void)
{
	DECLARE_BITMAP(a, 70);
	DECLARE_BITMAP(b, 70);
	DECLARE_BITMAP(c, 70);
	unsigned long n, seen = 0;
	unsigned long *big = bitmap_zalloc(70, GFP_KERNEL);

	assume(big);
	BUG_ON(!bitmap_empty(big, 70));
	bitmap_free(big);
	bitmap_zero(a, 70);
	bitmap_zero(b, 70);
	BUG_ON(find_last_bit(a, 70) != 70 || bitmap_intersects(a, b, 70) || !bitmap_subset(a, b, 70));
	__set_bit(3, a);
	__set_bit(66, a);
	__set_bit(66, b);
	BUG_ON(find_last_bit(a, 70) != 66 || !bitmap_intersects(a, b, 70) || !bitmap_subset(b, a, 70) || bitmap_subset(a, b, 70));
	bitmap_xor(c, a, b, 70);
	BUG_ON(!test_bit(3, c) || test_bit(66, c));
	bitmap_complement(c, a, 70);
	BUG_ON(test_bit(3, c) || test_bit(66, c) || !test_bit(69, c));
	n = 4;
	for_each_set_bit_from(n, a, 70)
		seen += n;
	BUG_ON(seen != 66);
	BUG_ON(rol32(0x80000001, 4) != 0x18 || ror32(0x18, 4) != 0x80000001 || rol32(7, 0) != 7 || sign_extend32(0xf, 3) != -1);
	BUG_ON(rol64(1, 63) != 1UL << 63 || ror64(1, 1) != 1UL << 63);
	BUG_ON(jhash_2words(1, 2, 3) != jhash_2words(1, 2, 3) || jhash_1word(1, 0) == jhash_1word(2, 0));
	BUG_ON(hash_ptr(&counter, 4) > 15 || hash_ptr(&counter, 4) != hash_ptr(&counter, 4));
	cover("mapped");
}
struct scenario maps_are_combined = { .threads = { maps } };

static DEFINE_XARRAY_ALLOC(numbers);

static void entries(void)
{
	unsigned long index = 0, sum = 0;
	void *entry;
	u32 id;

	BUG_ON(xa_insert_bh(&numbers, 2, xa_mk_value(20), GFP_ATOMIC) || xa_insert_irq(&numbers, 5, xa_mk_value(50), GFP_ATOMIC));
	BUG_ON(xa_alloc_bh(&numbers, &id, xa_mk_value(0), xa_limit_16b, GFP_ATOMIC) || id != 0);
	BUG_ON(xa_cmpxchg_bh(&numbers, 5, xa_mk_value(50), xa_mk_value(51), GFP_ATOMIC) != xa_mk_value(50));
	BUG_ON(!xa_is_value(xa_load(&numbers, 5)) || xa_to_value(xa_load(&numbers, 5)) != 51 || xa_is_value(&numbers));
	xa_for_each_range(&numbers, index, entry, 1, 4)
		sum += xa_to_value(entry);
	BUG_ON(sum != 20);
	index = 2;
	BUG_ON(xa_find_after(&numbers, &index, ULONG_MAX, XA_PRESENT) != xa_mk_value(51) || index != 5);
	BUG_ON(xa_find_after(&numbers, &index, ULONG_MAX, XA_PRESENT) || index != 5);
	BUG_ON(!xa_trylock(&numbers));
	xa_unlock(&numbers);
	cover("entered");
}
struct scenario entries_are_found = { .threads = { entries } };
