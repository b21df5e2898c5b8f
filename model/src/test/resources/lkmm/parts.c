/* A value is kept as it was stored: what looks at parts of it, or makes it of parts, is refused and never misread. */
#include <quiesce.h>
#include <linux/types.h>

union word {
	u64 whole;
	u8 part[8];
};

static void change_a_part(void)
{
	union word word = { .whole = 0x0102030405060708 };

	word.part[0] = 1;
	assert(word.whole == 0x0102030405060701);
}

struct scenario parts = {
	.about = "a part is changed, and the whole is read",
	.memory = MEMORY_LKMM,
	.threads = { change_a_part },
};
