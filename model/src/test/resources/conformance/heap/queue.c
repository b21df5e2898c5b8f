/*
 * Packets that are all the same are put into a queue by two threads and taken out by a third. Which of them is which object
 * matters to nobody.
 */
#include <quiesce.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#pragma quiesce variant(fixed)
#pragma quiesce variant(looked_at_later, LATER)
#pragma quiesce variant(never_freed, LEAKS)

struct packet {
	struct list_head list;
	int length;
};

static LIST_HEAD(queue);
static DEFINE_SPINLOCK(lock);
static struct packet *last;

static void send(void)
{
	for (int i = 0; i < 2; i++) {
		struct packet *p = kmalloc(sizeof(*p), GFP_KERNEL);

		p->length = 60;
		spin_lock(&lock);
		list_add_tail(&p->list, &queue);
		last = p;
		spin_unlock(&lock);
	}
}

static void receive(void)
{
	for (int i = 0; i < 3; i++) {
		struct packet *p;

		spin_lock(&lock);
		p = list_first_entry_or_null(&queue, struct packet, list);
		if (p) {
			list_del(&p->list);
			if (p == last) {
				last = NULL;
				cover("the last one is taken");
			}
		}
		spin_unlock(&lock);
		if (!p)
			continue;
		assert(p->length == 60);
#ifndef LEAKS
		kfree(p);
#endif
#ifdef LATER
		assert(p->length == 60);
#endif
	}
}

static void rest(void)
{
	struct packet *p, *next;

	list_for_each_entry_safe(p, next, &queue, list) {
		list_del(&p->list);
		kfree(p);
	}
	last = NULL;
}

struct scenario start = {
	.about = "two senders and a receiver",
	.threads = { send, send, receive },
	.exit = rest,
#if defined(LATER)
	.expect = USE_AFTER_FREE,
#elif defined(LEAKS)
	.expect = MEMORY_LEAK,
#endif
};
