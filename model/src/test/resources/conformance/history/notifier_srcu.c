/* switchdev: the blocking/srcu notifier of a module that unloads */
#include <quiesce.h>
#include <linux/notifier.h>
#include <linux/slab.h>
#include <linux/srcu.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, UNREGISTER_FIRST)
enum switchdev_notifier_type { SWITCHDEV_FDB_ADD = 1, SWITCHDEV_FDB_DEL, };
struct info { const char *name; u16 vid; };
static struct srcu_notifier_head chain;
struct priv { struct notifier_block nb; int fdb_count; };
static struct priv *sw;
static int event(struct notifier_block *nb, unsigned long ev, void *ptr)
{
	struct priv *p = container_of(nb, struct priv, nb);
	const struct info *info = ptr;

	switch (ev) {
	case SWITCHDEV_FDB_ADD:
		cover("added");
		p->fdb_count += info->vid;
		break;
	case SWITCHDEV_FDB_DEL:
		p->fdb_count -= info->vid;
		break;
	default:
		return NOTIFY_DONE;
	}
	return NOTIFY_OK;
}
static void setup(void)
{
	srcu_init_notifier_head(&chain);
	sw = kzalloc(sizeof(*sw), GFP_KERNEL);
	sw->nb.notifier_call = event;
	srcu_notifier_chain_register(&chain, &sw->nb);
}
static void notify(void)
{
	struct info i = { .name = "sw0p1", .vid = 3 };
	int ret = srcu_notifier_call_chain(&chain, SWITCHDEV_FDB_ADD, &i);

	WARN_ON(notifier_to_errno(ret));
}
static void unload(void)
{
#ifdef UNREGISTER_FIRST
	srcu_notifier_chain_unregister(&chain, &sw->nb);
	kfree(sw);
#else
	struct priv *p = sw;
	kfree(p);
#endif
}
static void fini(void) { srcu_cleanup_notifier_head(&chain); }
struct scenario unload_vs_event = { .init = setup, .threads = { notify, unload }, .exit = fini,
#ifndef UNREGISTER_FIRST
	.expect = USE_AFTER_FREE,
#endif
};
