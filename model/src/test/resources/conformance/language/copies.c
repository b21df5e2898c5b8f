/* A struct may be copied before all of it has a value: an error is only the use of what has none, of the copy as well. */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#pragma quiesce variant(what_is_set)
#pragma quiesce variant(assigned, USED, ASSIGNED)
#pragma quiesce variant(passed, USED, PASSED)
#pragma quiesce variant(returned, USED, RETURNED)
#pragma quiesce variant(memcpy_copied, USED, MEMCPY)
#pragma quiesce variant(kmemdup_copied, USED, KMEMDUP)
#pragma quiesce variant(bits_copied, USED, BITS)
#pragma quiesce variant(copied_twice, USED, TWICE)
#pragma quiesce variant(copied_over, USED, OVER)
#pragma quiesce variant(shared, USED, SHARED)
#pragma quiesce variant(into_a_global, USED, GLOBAL)

struct inner { short x, y; };
struct flags { unsigned int one:3, two:5; };
struct thing { int a; struct inner in; long b; void *p; struct flags flags; };
static struct thing *shared, global;
static DEFINE_SPINLOCK(lock);

static struct thing made(int a)
{
	struct thing t;

	t.a = a;
	t.in.y = 2;
	return t;
}

static int sum(struct thing t)
{
#ifdef PASSED
	return t.a + t.b;
#else
	return t.a + t.in.y;
#endif
}

static void alone(void)
{
	struct thing t = made(1), u, *v;

	u = t;
	BUG_ON(u.a != 1 || sum(u) != 3);
#ifdef ASSIGNED
	BUG_ON(u.in.x);
#endif
#ifdef RETURNED
	BUG_ON(made(1).p);
#endif
	t.b = 5;
	memcpy(&u, &t, sizeof(t));
	BUG_ON(u.b != 5);
#ifdef MEMCPY
	BUG_ON(u.p);
#endif
	v = kmemdup(&t, sizeof(t), GFP_KERNEL);
	BUG_ON(v->b != 5);
#ifdef KMEMDUP
	BUG_ON(v->p);
#endif
	*v = u;
	t = *v;
#ifdef TWICE
	BUG_ON(t.in.x);
#endif
#ifdef BITS
	BUG_ON(t.flags.two);
#endif
	t.flags = (struct flags){ 1, 2 };
	u = t;
	BUG_ON(u.flags.two != 2);
	u.in.x = 7;
#ifdef OVER
	u = t;
#endif
	BUG_ON(u.in.x != 7);
	kfree(v);
#ifdef GLOBAL
	global = u;
#endif
	global = (struct thing){ .a = u.a };
	cover("alone");
}

static void create(void)
{
	shared = kmalloc(sizeof(*shared), GFP_KERNEL);
	shared->a = 1;
}

static void write(void)
{
	struct thing t;

	t.a = 2;
	t.b = 3;
	spin_lock(&lock);
	*shared = t;
	BUG_ON(shared->a != 2);
	shared->b++;
	spin_unlock(&lock);
}

static void read(void)
{
	struct thing t;

	spin_lock(&lock);
	t = *shared;
	spin_unlock(&lock);
	if (t.a == 2)
		BUG_ON(t.b != 4);
#ifdef SHARED
	BUG_ON(t.p);
#endif
	cover("read");
}

static void destroy(void)
{
	kfree(shared);
}

#if !defined(SHARED)
struct scenario by_one = {
	.about = "nobody else is there",
	.threads = { alone },
#ifdef USED
	.expect = UNINIT_READ,
#endif
};
#endif

#if !defined(USED) || defined(SHARED)
struct scenario by_two = {
	.about = "one copies there what the other copies from there",
	.init = create,
	.threads = { write, read },
	.exit = destroy,
#ifdef USED
	.expect = UNINIT_READ,
#endif
};
#endif
