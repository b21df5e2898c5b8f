/* phylib: phy_stop() and the state machine's delayed work; phydev->drv is cleared on remove */
#include <quiesce.h>
#include <linux/workqueue.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#pragma quiesce variant(buggy)
#pragma quiesce variant(fixed, CANCEL)
enum phy_state { PHY_DOWN = 0, PHY_READY, PHY_HALTED, PHY_ERROR, PHY_UP, PHY_RUNNING };
struct phy_driver { int (*read_status)(int addr); };
struct phy_device { struct mutex lock; enum phy_state state; const struct phy_driver *drv; struct delayed_work state_queue; int addr; unsigned link:1; };
static int genphy_read_status(int addr) { return addr == 1; }
static const struct phy_driver genphy = { genphy_read_status };
static struct phy_device *phydev;

static void phy_state_machine(struct work_struct *work)
{
	struct delayed_work *dwork = to_delayed_work(work);
	struct phy_device *p = container_of(dwork, struct phy_device, state_queue);

	mutex_lock(&p->lock);
	switch (p->state) {
	case PHY_DOWN ... PHY_READY:
		break;
	case PHY_UP:
		p->state = PHY_RUNNING;
		/* fallthrough */
	case PHY_RUNNING:
		p->link = p->drv->read_status(p->addr);
		cover("running");
		break;
	case PHY_HALTED:
	case PHY_ERROR:
		p->link = 0;
	}
	mutex_unlock(&p->lock);
}

static void setup(void)
{
	phydev = kzalloc(sizeof(*phydev), GFP_KERNEL);
	phydev->addr = 1;
	mutex_init(&phydev->lock);
	phydev->drv = &genphy;
	phydev->state = PHY_UP;
	INIT_DELAYED_WORK(&phydev->state_queue, phy_state_machine);
	queue_delayed_work(system_power_efficient_wq, &phydev->state_queue, HZ);
}

static void phy_remove(void)
{
#ifdef CANCEL
	cancel_delayed_work_sync(&phydev->state_queue);
#endif
	mutex_lock(&phydev->lock);
	phydev->drv = NULL;
	mutex_unlock(&phydev->lock);
}
static void fini(void) { mutex_destroy(&phydev->lock); kfree(phydev); }

struct scenario remove_vs_machine = { .init = setup, .threads = { phy_remove }, .exit = fini,
#ifdef CANCEL
	.expect = HOLDS,
#else
	.expect = NULL_DEREF,
#endif
};
