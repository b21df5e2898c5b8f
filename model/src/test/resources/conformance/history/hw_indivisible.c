/* packet offload: firmware owns a context until the command completes */
#include <quiesce.h>
#include <linux/completion.h>
#include <linux/slab.h>
#include <linux/workqueue.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, WAIT_FW)
struct fw_cmd { int opcode; int status; struct completion done; };
struct hw { struct fw_cmd *slot; bool sa_valid; };
static struct hw hw;
static int sas;
static void firmware(void)
{
	for (int i = 0; i < 2; i++) {
		struct fw_cmd *c;

		await_then (READ_ONCE(hw.slot)) {
			c = hw.slot;
			hw.slot = NULL;
		}
		indivisible {
			switch (c->opcode) {
			case 1: hw.sa_valid = true; break;
			case 2: hw.sa_valid = false; break;
			}
			c->status = 0;
		}
		ghost { sas += hw.sa_valid ? 1 : -1; }
		complete(&c->done);
	}
}
static int exec(int opcode)
{
	struct fw_cmd *c = kzalloc(sizeof(*c), GFP_KERNEL);
	int err;

	if (!c)
		return -ENOMEM;
	init_completion(&c->done);
	c->opcode = opcode;
	c->status = -EBUSY;
	await(!READ_ONCE(hw.slot));
	WRITE_ONCE(hw.slot, c);
#ifdef WAIT_FW
	wait_for_completion(&c->done);
#else
	if (!wait_for_completion_timeout(&c->done, HZ)) {
		kfree(c);
		return -ETIMEDOUT;
	}
#endif
	err = c->status;
	kfree(c);
	return err;
}
static void driver(void)
{
	int add = exec(1);

	if (!add)
		cover("added");
	exec(2);
}
struct scenario fw = { .threads = { driver, firmware }, .races = RACES_IGNORE,
#ifndef WAIT_FW
	.expect = USE_AFTER_FREE,
#endif
};
