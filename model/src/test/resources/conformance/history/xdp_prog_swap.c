/* XDP/BPF: dev->xdp_prog swapped under RTNL, old program put after a grace period; devmap flush lists */
#include <quiesce.h>
#include <linux/types.h>
#include <linux/atomic.h>
#include <linux/err.h>
#include <linux/rcupdate.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#pragma quiesce variant(buggy, FREE_DIRECTLY)
#pragma quiesce variant(fixed)

struct bpf_prog_aux { atomic64_t refcnt; union { struct work_struct work; struct rcu_head rcu; }; struct bpf_prog *prog; };
struct bpf_prog {
	u16 pages;
	u16 jited:1, jit_requested:1, gpl_compatible:1;
	unsigned int (*bpf_func)(const void *ctx);
	struct bpf_prog_aux *aux;
};

static struct bpf_prog __rcu *xdp_prog;

static unsigned int pass(const void *ctx) { return 2; }

static struct bpf_prog *bpf_prog_alloc(void)
{
	struct bpf_prog *fp = kzalloc(sizeof(*fp), GFP_KERNEL);

	if (!fp)
		return ERR_PTR(-ENOMEM);
	fp->aux = kzalloc(sizeof(*fp->aux), GFP_KERNEL);
	if (!fp->aux) {
		kfree(fp);
		return ERR_PTR(-ENOMEM);
	}
	atomic64_set(&fp->aux->refcnt, 1);
	fp->aux->prog = fp;
	fp->bpf_func = pass;
	fp->jited = 1;
	return fp;
}

static void __bpf_prog_free(struct bpf_prog *fp)
{
	kfree(fp->aux);
	kfree(fp);
}

static void __bpf_prog_put_rcu(struct rcu_head *rcu)
{
	struct bpf_prog_aux *aux = container_of(rcu, struct bpf_prog_aux, rcu);

	__bpf_prog_free(aux->prog);
}

static void bpf_prog_put_deferred(struct work_struct *work)
{
	struct bpf_prog_aux *aux = container_of(work, struct bpf_prog_aux, work);

#ifdef FREE_DIRECTLY
	__bpf_prog_free(aux->prog);
#else
	call_rcu(&aux->rcu, __bpf_prog_put_rcu);
#endif
}

static void bpf_prog_put(struct bpf_prog *prog)
{
	if (atomic64_dec_and_test(&prog->aux->refcnt)) {
		INIT_WORK(&prog->aux->work, bpf_prog_put_deferred);
		schedule_work(&prog->aux->work);
	}
}

static void dev_xdp_install(void)
{
	struct bpf_prog *old, *new = bpf_prog_alloc();

	if (IS_ERR(new))
		return;
	rtnl_lock();
	old = rcu_replace_pointer(xdp_prog, new, lockdep_rtnl_is_held());
	rtnl_unlock();
	if (old)
		bpf_prog_put(old);
}

static void netif_receive_generic_xdp(void)
{
	struct bpf_prog *prog;

	rcu_read_lock();
	prog = rcu_dereference(xdp_prog);
	if (prog) {
		unsigned int act = prog->bpf_func(NULL);

		cover("ran");
		switch (act) {
		case 0 ... 1:
			BUG();
		case 2:
			fallthrough;
		case 3:
			break;
		default:
			WARN(1, "bad act %u", act);
		}
	}
	rcu_read_unlock();
}

static void setup(void) { RCU_INIT_POINTER(xdp_prog, bpf_prog_alloc()); }

struct scenario rx_vs_install = {
	.init = setup, .threads = { dev_xdp_install }, .softirqs = { netif_receive_generic_xdp },
#ifdef FREE_DIRECTLY
	.expect = USE_AFTER_FREE,
#endif
};
