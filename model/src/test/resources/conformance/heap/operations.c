/*
 * A user who picks one of many operations on one of many devices: each looks at its own device and at nothing else, so that what
 * one operation leads to is known wherever that device is as it is.
 */
#include <quiesce.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#pragma quiesce variant(fixed)
#pragma quiesce variant(pointer_kept, KEEPS)

#define DEVICES 3

struct device_state {
	int mtu;
	int *stats;
};

static struct device_state devices[DEVICES];
static DEFINE_SPINLOCK(lock);

static void operate(int operation, struct device_state *dev)
{
	spin_lock(&lock);
	switch (operation) {
	case 0:
		dev->mtu = dev->mtu * 3 % 17 + 1;
		break;
	case 1:
		dev->mtu = dev->mtu * 5 % 19;
		break;
	case 2:
		if (dev->mtu && !dev->stats) {
			dev->stats = kzalloc(sizeof(int), GFP_ATOMIC);
			cover("counts");
		}
		break;
	case 3:
		if (dev->stats) {
			kfree(dev->stats);
#ifndef KEEPS
			dev->stats = NULL;
#endif
		}
		break;
	case 4:
		if (dev->mtu && dev->stats)
			*dev->stats = dev->mtu;
		break;
	}
	spin_unlock(&lock);
}

static void user(void)
{
	for (int i = 0; i < 3; i++)
		operate(choose_range(0, 4), &devices[choose_range(0, DEVICES - 1)]);
}

static void rest(void)
{
	for (int i = 0; i < DEVICES; i++)
		if (devices[i].stats)
			kfree(devices[i].stats);
}

struct scenario two_users = {
	.threads = { user, user },
	.exit = rest,
#ifdef KEEPS
	.expect = DOUBLE_FREE,
#endif
};
