/* Uses what atomic, refcount, kref and bitops offer. */
#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/refcount.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(lock);
static DEFINE_MUTEX(mutex);

#define VALUES(P, T, C) \
static T P##_counter = ATOMIC_INIT(1); \
static C P##_values(const T *read_only) \
{ \
	T *v = &P##_counter; \
	C old = P##_read(v) + P##_read_acquire(read_only); \
	P##_set(v, old); \
	P##_set_release(v, 1); \
	P##_add(1, v); \
	P##_sub(1, v); \
	P##_inc(v); \
	P##_dec(v); \
	P##_and(1, v); \
	P##_or(1, v); \
	P##_xor(1, v); \
	P##_andnot(1, v); \
	ORDERED(P, ) \
	ORDERED(P, _relaxed) \
	ORDERED(P, _acquire) \
	ORDERED(P, _release) \
	old += P##_sub_and_test(1, v) + P##_dec_and_test(v) + P##_inc_and_test(v) + P##_add_negative(1, v); \
	old += P##_fetch_add_unless(v, 1, 0) + P##_add_unless(v, 1, 0) + P##_inc_not_zero(v); \
	old += P##_inc_unless_negative(v) + P##_dec_unless_positive(v) + P##_dec_if_positive(v); \
	return old + P##_cond_read_acquire(v, VAL > 0); \
}

#define ORDERED(P, S) \
	old += P##_add_return##S(1, v) + P##_sub_return##S(1, v) + P##_inc_return##S(v) + P##_dec_return##S(v); \
	old += P##_fetch_add##S(1, v) + P##_fetch_sub##S(1, v) + P##_fetch_inc##S(v) + P##_fetch_dec##S(v); \
	old += P##_fetch_and##S(1, v) + P##_fetch_or##S(1, v) + P##_fetch_xor##S(1, v) + P##_fetch_andnot##S(1, v); \
	old += P##_xchg##S(v, 1) + P##_cmpxchg##S(v, 1, 2) + P##_try_cmpxchg##S(v, &old, 3);

#define atomic64_cond_read_acquire(v, cond) atomic_cond_read_acquire(v, cond)
#define atomic_long_cond_read_acquire(v, cond) atomic_cond_read_acquire(v, cond)
VALUES(atomic, atomic_t, int)
VALUES(atomic64, atomic64_t, s64)
VALUES(atomic_long, atomic_long_t, long)

static int scalars(void)
{
	static int *pointer;
	static u8 byte;
	static u32 word;
	u32 old = 0;

	atomic_inc_return(&atomic_counter);
	xchg(&pointer, NULL);
	return xchg(&byte, 1) + (cmpxchg(&word, 0, 1) == 0) + (cmpxchg_release(&pointer, NULL, NULL) == NULL)
		+ try_cmpxchg(&word, &old, old + 1) + xchg_acquire(&word, 3) + try_cmpxchg_relaxed(&word, &old, 1);
}

static refcount_t count = REFCOUNT_INIT(1);
static struct kref kref = KREF_INIT(1);

static void release(struct kref *k)
{
	kref_init(k);
}

static int references(void)
{
	unsigned long flags;
	int n = 0;

	refcount_set(&count, 2);
	refcount_inc(&count);
	refcount_add(2, &count);
	refcount_dec(&count);
	n += refcount_inc_not_zero(&count) + refcount_add_not_zero(2, &count) + refcount_inc_not_zero_acquire(&count);
	n += refcount_dec_and_test(&count) + refcount_sub_and_test(2, &count) + refcount_read(&count);
	n += refcount_dec_if_one(&count) + refcount_dec_not_one(&count);
	if (refcount_dec_and_lock(&count, &lock))
		spin_unlock(&lock);
	if (refcount_dec_and_lock_irqsave(&count, &lock, &flags))
		spin_unlock_irqrestore(&lock, flags);
	if (refcount_dec_and_mutex_lock(&count, &mutex))
		mutex_unlock(&mutex);
	if (atomic_dec_and_lock(&atomic_counter, &lock))
		spin_unlock(&lock);
	kref_get(&kref);
	n += kref_get_unless_zero(&kref) + kref_read(&kref) + kref_put(&kref, release);
	kref_put_lock(&kref, release, &lock);
	kref_put_mutex(&kref, release, &mutex);
	return n;
}

static DECLARE_BITMAP(map, 100);
static unsigned long flags_word;

static int bits(void)
{
	unsigned int n, sum = 0;

	set_bit(3, &flags_word);
	clear_bit(3, &flags_word);
	change_bit(70, map);
	__set_bit(3, map);
	__clear_bit(3, map);
	__change_bit(3, map);
	assign_bit(4, map, sum);
	clear_bit_unlock(3, map);
	__clear_bit_unlock(3, map);
	sum += test_bit(3, map) + test_bit_acquire(3, map) + test_and_set_bit(3, map) + test_and_clear_bit(3, map)
		+ test_and_change_bit(3, map) + test_and_set_bit_lock(3, map) + __test_and_set_bit(3, map)
		+ __test_and_clear_bit(3, map);
	for_each_set_bit(n, map, 100)
		sum += n;
	for_each_clear_bit(n, map, 100)
		sum += n;
	bitmap_zero(map, 100);
	return sum + bitmap_empty(map, 100) + ffs(8) + fls(8) + __ffs(8) + __fls(8) + fls64(8) + hweight32(7) + hweight64(7)
		+ find_first_zero_bit(map, 100) + find_next_bit(map, 100, 2) + BIT(3) + BIT_ULL(3) + ffz(1);
}

static void counting(void)
{
	observe("sum", atomic_values(&atomic_counter) + atomic64_values(&atomic64_counter)
		+ atomic_long_values(&atomic_long_counter) + scalars() + references() + bits());
}

struct scenario counters = { .threads = { counting } };
