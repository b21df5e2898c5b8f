/*
 * Objects are kept in buckets by a hash of their addresses: where each is depends on its address, so that its name
 * matters, or by their number.
 */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#pragma quiesce variant(by_address)
#pragma quiesce variant(by_number, NUMBER)
#pragma quiesce variant(by_what_changes, NUMBER, CHANGES)

struct state {
	struct state *next;
	int number;
};

static struct state *bucket[2];
static DEFINE_SPINLOCK(lock);
static int count;

static int hash(struct state *x)
{
#ifdef NUMBER
	return x->number & 1;
#else
	return (unsigned long)x >> 20 & 1;
#endif
}

static void add(void)
{
	struct state *x = kzalloc(sizeof(*x), GFP_KERNEL);

	spin_lock(&lock);
	x->number = count++;
	x->next = bucket[hash(x)];
	if (hash(x))
		cover("in the second bucket");
	bucket[hash(x)] = x;
	spin_unlock(&lock);
}

static void look(void)
{
	int found = 0;

	for (int i = 0; i < 2; i++) {
		struct state *next;

		for (struct state *x = bucket[i]; x; x = next) {
			next = x->next;
#ifdef CHANGES
			x->number++;
#endif
			assert(hash(x) == i);
			found++;
			kfree(x);
		}
		bucket[i] = NULL;
	}
	assert(found == 2);
}

struct scenario start = {
	.about = "what is put into a bucket is found there",
	.threads = { add, add },
	.exit = look,
#ifdef CHANGES
	.expect = ASSERTION,
#endif
};
