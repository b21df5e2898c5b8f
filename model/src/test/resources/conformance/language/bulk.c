/* memcpy, memset and kmemdup are about so many bytes, whatever the pointers say that they point to. */
#include <quiesce.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#pragma quiesce variant(as_written)
#pragma quiesce variant(prefix_taken_for_all, ALL)
#pragma quiesce variant(past_the_end, PAST)
#pragma quiesce variant(past_the_end_of_what_is_set, SET_PAST)
#pragma quiesce variant(rest_not_set, REST, KEPT=(1, 2), TEXT="a,b")

struct state { int spi; u16 port; u8 key[3]; struct state *next; void *priv; };
struct algorithm { u16 length; u8 kind; u16 key[]; };

static struct state a = { 1, 2, { 3, 4, 5 }, &a, &a }, b;
static int words[4] = { 1, 2, 3, 0x01020304 }, others[4];
static u8 bytes[64];
static struct algorithm *kept;

static void arrays_by_address(void)
{
	memcpy(&others, &words, sizeof(words));
	BUG_ON(others[3] != 0x01020304);
	memset(&others, 0, sizeof(others));
	BUG_ON(others[3]);
	memcpy(others, words, 2 * sizeof(int) + 2);
	BUG_ON(others[1] != 2 || others[2] != 3 || others[3]);
	memset(others, 1, 6);
	BUG_ON(others[0] != 0x01010101 || others[1] != 0x0101 || others[2] != 3);
}

static void parts_of_structs(void)
{
	memcpy(&b, &a, offsetof(struct state, next));
	BUG_ON(b.spi != 1 || b.port != 2 || b.key[2] != 5);
#ifdef ALL
	BUG_ON(b.next != &a);
#else
	BUG_ON(b.next || b.priv);
#endif
	memcpy(&b, &a, offsetof(struct state, spi) + 2);
	b = a;
	memset(&b.port, 0, sizeof(b) - offsetof(struct state, port));
	BUG_ON(b.spi != 1 || b.port || b.key[2] || b.next || b.priv);
}

static void through_bytes(void)
{
	void *copy = kmalloc(sizeof(a), GFP_KERNEL), *again;

	memcpy(copy, &a, sizeof(a));
	BUG_ON(((struct state *)copy)->next != &a);
	again = kmemdup(copy, sizeof(a), GFP_KERNEL);
	BUG_ON(((struct state *)again)->key[1] != 4);
	memcpy(bytes + 3, (struct state *)again, sizeof(a));
	memset(&b, 0xff, sizeof(b));
	BUG_ON(b.port != 0xffff || b.spi != -1);
	memcpy(&b, bytes + 3, sizeof(b));
	BUG_ON(b.priv != &a || b.spi != 1);
	kfree(copy);
	memset(again, 0, sizeof(a));
	BUG_ON(((struct state *)again)->spi);
#ifdef PAST
	memcpy(again, &a, sizeof(a) + choose(0, 1));
#elif defined(SET_PAST)
	memset(again, 0, sizeof(a) + choose(0, 8));
#endif
	kfree(again);
}

static void flexible_arrays(void)
{
	struct algorithm *one = kmalloc(struct_size(one, key, 3), GFP_KERNEL);

	one->length = 3;
	one->kind = 1;
#ifndef REST
	memset(one->key, 0, one->length * sizeof(*one->key));
#endif
	one->key[1] = 7;
	kept = kmemdup(one, struct_size(one, key, one->length), GFP_KERNEL);
	BUG_ON(kept->length != 3 || kept->kind != 1 || kept->key[0] || kept->key[1] != 7 || kept->key[2]);
	memset(one, 0, struct_size(one, key, 2));
	BUG_ON(one->length || one->key[1]);
	memcpy(one, kept, struct_size(one, key, 2));
	BUG_ON(one->key[1] != 7);
	kfree(one);
}

static void all(void)
{
	arrays_by_address();
	parts_of_structs();
	through_bytes();
	flexible_arrays();
	cover("all of it");
}

struct scenario so_many_bytes = {
	.about = "what is copied and set is so many bytes",
	.threads = { all },
#if defined(ALL)
	.expect = ASSERTION,
#elif defined(PAST) || defined(SET_PAST)
	.expect = WILD_ACCESS,
#elif defined(REST)
	.expect = UNINIT_READ,
#endif
};
