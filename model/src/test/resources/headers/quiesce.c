/* Uses what <quiesce.h>, compiler, kernel, err, printk and the small headers offer. */
#define pr_fmt(fmt) "headers: " fmt
#include <quiesce.h>
#include <linux/bitfield.h>
#include <linux/cache.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/once.h>
#include <linux/slab.h>
#include <linux/string.h>

#define CONFIG_ON 1

struct part {
	int a, b;
	struct { u8 deep; } inner;
};

static struct part whole, copy;
static int shared;
static u16 narrow;
static bool flag;
static struct part *pointer;
static int table[4];

static void *thread(struct part *p)
{
	return p;
}

static __init void start(void)
{
	int picked = choose(1, 2, 3);
	long between = choose_range(-1, 1);
	struct part *which = choose(&whole, NULL);

	pointer = may_fail(kmalloc(sizeof(*pointer), GFP_KERNEL));
	assume(picked != 3);
	assert(between < 2);
	spawn(thread, which);
	observe("picked", picked);
	observe("pointer", pointer);
	cover("start");
	indivisible {
		shared++;
	}
	ghost
		shared--;
	await(READ_ONCE(shared) == 0);
	await_then(READ_ONCE(flag)) {
		WRITE_ONCE(flag, false);
	}
	if (__q_is_idle())
		return;
}

static int marked(void)
{
	int seen;

	WRITE_ONCE(narrow, 7);
	WRITE_ONCE(pointer, NULL);
	smp_store_release(&shared, 1);
	smp_store_mb(flag, true);
	seen = smp_load_acquire(&shared) + READ_ONCE(narrow) + data_race(shared);
	seen += smp_cond_load_acquire(&shared, VAL > 0) + smp_cond_load_relaxed(&shared, VAL);
	smp_mb();
	smp_rmb();
	smp_wmb();
	mb();
	rmb();
	wmb();
	dma_rmb();
	dma_wmb();
	barrier();
	smp_mb__before_atomic();
	smp_mb__after_atomic();
	smp_mb__after_spinlock();
	smp_mb__after_unlock_lock();
	smp_mb__after_srcu_read_unlock();
	return likely(seen) + unlikely(seen);
}

static int reports(int x)
{
	BUG_ON(x == 1);
	WARN_ON(x == 2);
	if (WARN_ON_ONCE(x == 3) || WARN(x == 4, "x is %d\n", x) || WARN_ONCE(x == 5, "five"))
		return -EINVAL;
	BUILD_BUG_ON(sizeof(struct part) == 1);
	might_sleep();
	might_sleep_if(x);
	pr_err("%d\n", x);
	pr_info("nothing else\n");
	printk(KERN_ERR "with a level %d\n", x);
	dev_warn(pointer, "%d\n", x);
	netdev_info(pointer, "%d\n", x);
	switch (x) {
	case 6:
		x++;
		fallthrough;
	default:
		break;
	}
	if (x == 7)
		BUG();
	return 0;
}
static_assert(sizeof(struct part) == 12, "layout");

static long errors(struct part *p)
{
	void *e = ERR_PTR(-ENOMEM);

	if (IS_ERR(e) || IS_ERR_OR_NULL(p) || IS_ERR_VALUE(3UL))
		return PTR_ERR(e) + PTR_ERR_OR_ZERO(p);
	return PTR_ERR(ERR_CAST(e));
}

static int arithmetic(int x, unsigned int y)
{
	struct part *p = container_of(&whole.b, struct part, b);
	int low = min(x, 3), high = max_t(int, x, y);

	swap(low, high);
	BUILD_BUG_ON(!IS_ENABLED(CONFIG_ON) || IS_ENABLED(CONFIG_OFF));
	return p->a + clamp(x, 0, 9) + ARRAY_SIZE(table) + DIV_ROUND_UP(y, 4) + ALIGN(y, 8) + round_down(y, 8)
		+ roundup(y, 3) + abs(x) + min3(1, 2, 3) + lower_32_bits(1ULL << 40) + U8_MAX + low + high
		+ FIELD_GET(GENMASK(7, 4), 0xabUL) + FIELD_PREP(GENMASK(7, 4), 3) + FIELD_FIT(GENMASK(3, 0), 16)
		+ (int)offsetof(struct part, inner.deep) + (int)sizeof_field(struct part, a) + L1_CACHE_BYTES;
}

static int strings(void)
{
	char name[8];
	u8 bytes[4];

	memset(&whole, 0, sizeof(whole));
	memset(table, 0, sizeof(table));
	memset(bytes, 0xff, sizeof(bytes));
	memcpy(&copy, &whole, sizeof(copy));
	memmove(table + 1, table, 2 * sizeof(*table));
	strscpy(name, "eth0");
	strscpy(name, "eth0", sizeof(name));
	return memcmp(&copy, &whole, sizeof(copy)) + strcmp(name, "lo") + strncmp(name, "e", 1) + (int)strlen(name);
}

static __exit void end(void)
{
	DO_ONCE(start);
	if (try_module_get(THIS_MODULE))
		module_put(THIS_MODULE);
	observe("sum", marked() + reports(0) + errors(NULL) + arithmetic(1, 2) + strings());
}

module_init(start);
module_exit(end);
EXPORT_SYMBOL_GPL(end);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("headers");

struct scenario everything = {
	.about = "every member",
	.init = start,
	.threads = { start, start },
	.softirqs = { start },
	.exit = end,
	.memory = MEMORY_LKMM,
	.expect = ASSERTION,
	.endless = false,
	.races = RACES_FAIL,
	.unroll = 2,
};
