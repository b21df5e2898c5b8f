import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quiesce.cli.Regression;
import dev.quiesce.program.Finding;
import org.junit.jupiter.api.Test;

/** Interleavings that break a model; written by quiesce. Models are found from the folder that the tests run in. */
class RegressionTest {
    // use-after-free of 'flow' by worker
    // flow.c:14: read of flow->timeout, freed by del at flow.c:9
    //
    //        CPU0 (del)                      CPU1 (worker)
    //        ----------                      -------------
    //                                        f = READ_ONCE(tbl->flow)
    //   WRITE_ONCE(tbl->flow, NULL)
    //   kfree(f)
    //                                        f->timeout  <-- freed
    //
    //   flow: allocated init:3, freed del:9, used worker:14
    @Test
    void flow_teardown_buggy() {
        assertEquals(Finding.USE_AFTER_FREE, Regression.replay("flow.c", "flow_teardown", "--variant", "buggy", "worker del*2 worker"));
    }

    // assertion failed by exit_checks
    // net/xfrm/cache.c:71: BUG_ON(rcu_access_pointer(cache)) is true
    //
    //        CPU0 (input)        CPU1 (delete)            CPU2 (gc_worker)
    //        ------------        -------------            ----------------
    //   !READ_ONCE(x->dead)
    //                            xfrm_state_delete()
    //                              spin_lock_bh(
    //                                  &x->lock)
    //                              x->km.state =
    //                                  XFRM_STATE_DEAD
    //                              __xfrm_state_unlink()
    //                                RCU_INIT_POINTER(
    //                                    net->xfrm.
    //                                    state_cache_
    //                                    input[x->hash],
    //                                    NULL)
    //                              spin_unlock_bh(
    //                                  &x->lock)
    //                                                     xfrm_state_gc_destroy(
    //                                                         x)
    //                                                       flush_work(&x->work)
    //   rcu_assign_pointer(
    //       cache, x)
    //
    //   then exit_checks, alone:
    //     BUG_ON(rcu_access_pointer(cache))  <-- true
    @Test
    void insert_vs_delete_lkmm() {
        assertEquals(Finding.HOLDS, Regression.replay("net/xfrm/cache.c", "insert_vs_delete", "--memory", "lkmm", "input delete*3 gc_worker input exit_checks")); // once it is repaired
    }

    // sleeping in atomic context by gc_worker
    // net/xfrm/cache.c:62: mutex_lock under spin_lock_bh
    //
    //        CPU0 (gc_worker)
    //        ----------------
    //   mutex_lock(&m)  <-- sleeps
    @Test
    void insert_vs_delete_lkmm_2() {
        assertEquals(Finding.HOLDS, Regression.replay("net/xfrm/cache.c", "insert_vs_delete", "--memory", "lkmm", "gc_worker")); // once it is repaired
    }

    // deadlock
    // nobody can move
    //
    //    1. bond_open       mutex_lock_nested(&bond->ipsec_lock[0],
    //                           SINGLE_DEPTH_NESTING |
    //                           BOND_IPSEC_LOCK_CLASS_OF_LOWER)
    //    2. resolver#2      mutex_lock_nested(&bond->ipsec_lock[1],
    //                           SINGLE_DEPTH_NESTING |
    //                           BOND_IPSEC_LOCK_CLASS_OF_LOWER)
    //    3. xfrm_dev_event  mutex_lock_nested(&bond->ipsec_lock[2],
    //                           SINGLE_DEPTH_NESTING |
    //                           BOND_IPSEC_LOCK_CLASS_OF_LOWER)
    //    4. bond_release    mutex_lock_nested(&bond->ipsec_lock[3],
    //                           SINGLE_DEPTH_NESTING |
    //                           BOND_IPSEC_LOCK_CLASS_OF_LOWER)
    //    5. bond_open       mutex_lock_nested(&bond->ipsec_lock[4],
    //                           SINGLE_DEPTH_NESTING |
    //                           BOND_IPSEC_LOCK_CLASS_OF_LOWER)
    //    6. resolver#2      mutex_lock_nested(&bond->ipsec_lock[5],
    //                           SINGLE_DEPTH_NESTING |
    //                           BOND_IPSEC_LOCK_CLASS_OF_LOWER)
    //    7. xfrm_dev_event  mutex_lock_nested(&bond->ipsec_lock[6],
    //                           SINGLE_DEPTH_NESTING |
    //                           BOND_IPSEC_LOCK_CLASS_OF_LOWER)
    //    8. bond_release    mutex_lock_nested(&bond->ipsec_lock[7],
    //                           SINGLE_DEPTH_NESTING |
    //                           BOND_IPSEC_LOCK_CLASS_OF_LOWER)
    //    9. bond_open       mutex_lock_nested(&bond->ipsec_lock[8],
    //                           SINGLE_DEPTH_NESTING |
    //                           BOND_IPSEC_LOCK_CLASS_OF_LOWER)
    //   10. resolver#2      mutex_lock_nested(&bond->ipsec_lock[9],
    //                           SINGLE_DEPTH_NESTING |
    //                           BOND_IPSEC_LOCK_CLASS_OF_LOWER)
    //   11. xfrm_dev_event  mutex_lock_nested(&bond->ipsec_lock[10],
    //                           SINGLE_DEPTH_NESTING |
    //                           BOND_IPSEC_LOCK_CLASS_OF_LOWER)
    //   12. bond_release    mutex_lock_nested(&bond->ipsec_lock[11],
    //                           SINGLE_DEPTH_NESTING |
    //                           BOND_IPSEC_LOCK_CLASS_OF_LOWER)
    //                           <-- waits for bond_open
    @Test
    void membership_as_posted() {
        assertEquals(Finding.DEADLOCK, Regression.replay("xfrm/bond.c", "membership", "--variant", "as_posted", "bond_open resolver#2 xfrm_dev_event bond_release bond_open resolver#2 xfrm_dev_event bond_release bond_open resolver#2 xfrm_dev_event bond_release bond_open resolver#2 xfrm_dev_event bond_release bond_open resolver#2 xfrm_dev_event bond_release bond_open resolver#2 xfrm_dev_event bond_release"));
    }
}
