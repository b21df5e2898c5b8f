package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Verdict;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Trace;
import dev.quiesce.simulate.Trace.Action;
import dev.quiesce.simulate.Trace.Change;
import dev.quiesce.simulate.Trace.History;
import dev.quiesce.simulate.Trace.Moment;
import dev.quiesce.simulate.Trace.Step;
import dev.quiesce.simulate.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results made by hand, one for each thing that a report has to show. */
public final class Samples {
    private static final CheckResult.Statistics SMALL = new CheckResult.Statistics(1204, 3310, 14, 0.0234);
    private static final List<String> REDUCTIONS = List.of("local steps merged", "dead registers cleared", "thread symmetry");

    private Samples() {}

    /** The picture of the design: a use after free in two columns. */
    public static CheckResult flow() {
        Trace trace = new Trace(List.of("del", "worker"), List.of(
            step(0, "init", act("flow.c", 3, "init", "tbl->flow = kmalloc(sizeof(*flow), GFP_KERNEL)", 0, "")),
            new Step(1, "worker", List.of(act("flow.c", 12, "worker", "f = READ_ONCE(tbl->flow)", 0, "")), List.of(),
                List.of("del", "worker")),
            new Step(2, "del", List.of(act("flow.c", 8, "del", "WRITE_ONCE(tbl->flow, NULL)", 0, "")),
                List.of(new Change("tbl->flow", "&flow", "NULL")), List.of("del", "worker")),
            step(3, "del", act("flow.c", 9, "del", "kfree(f)", 0, "")),
            step(4, "worker", act("flow.c", 14, "worker", "f->timeout", 0, "freed"))),
            2, "worker del*2 worker", flowViolation(), List.of(new History("flow", List.of(
                new Moment("allocated", "init", site("flow.c", 3, "")), new Moment("freed", "del", site("flow.c", 9, "")),
                new Moment("used", "worker", site("flow.c", 14, ""))))));
        return result("flow.c", "flow_teardown", "buggy", Verdict.VIOLATED, Finding.USE_AFTER_FREE, flowViolation(), trace);
    }

    private static Violation flowViolation() {
        return new Violation(Finding.USE_AFTER_FREE, "flow", "read of flow->timeout, freed by del at flow.c:9",
            site("flow.c", 14, "f->timeout"), "worker", List.of());
    }

    /** A proof, with a cover missed, lines never reached and a race beside it. */
    public static CheckResult proved() {
        Map<String, Boolean> covers = new LinkedHashMap<>();
        covers.put("timer fired", true);
        covers.put("retry", false);
        return new CheckResult("flow.c", "flow_teardown", "fixed", "a flow is not used after its removal", MemoryModel.SC,
            Verdict.PROVED, Finding.HOLDS, null, null, List.of(), "", SMALL, "", REDUCTIONS, covers,
            List.of(site("flow.c", 22, "goto retry;"), site("flow.c", 23, "f = NULL;"), site("flow.c", 40, "return;")),
            Map.of(), List.of(new CheckResult.Race("flow->timeout", site("flow.c", 9, "f->timeout = 0"), "del", true,
                site("flow.c", 14, "f->timeout"), "worker", false)));
    }

    /** A proof where the model expects a violation. */
    public static CheckResult provedInVain() {
        return result("flow.c", "flow_again", "default", Verdict.PROVED, Finding.DEADLOCK, null, null);
    }

    public static CheckResult bounded() {
        return new CheckResult("xfrm/flush.c", "namespace_exit", "today", "", MemoryModel.TSO, Verdict.BOUNDED,
            Finding.HOLDS, null, null, List.of(), "", new CheckResult.Statistics(1_000_000, 5_300_124, 31, 12.5),
            "1,000,000 states; raise with --max-states", REDUCTIONS, Map.of(), List.of(), Map.of(), List.of());
    }

    public static CheckResult error() {
        return new CheckResult("xfrm/broken.c", "", "", "", MemoryModel.SC, Verdict.ERROR, Finding.HOLDS, null, null,
            List.of(), "xfrm/broken.c:7:2: error: expected ';'\nxfrm/broken.c:9:1: error: unknown type 'u9'\n    write u8",
            new CheckResult.Statistics(0, 0, 0, 0), "", List.of(), Map.of(), List.of(), Map.of(), List.of());
    }

    /** Three columns, nested calls, an exit phase, and further kinds of violation. */
    public static CheckResult nested() {
        Violation violation = new Violation(Finding.ASSERTION, "", "BUG_ON(rcu_access_pointer(cache)) is true",
            site("net/xfrm/cache.c", 71, "BUG_ON(rcu_access_pointer(cache))"), "exit_checks", List.of("cache is &x, published by input at net/xfrm/cache.c:24"));
        String file = "net/xfrm/cache.c";
        Trace trace = new Trace(List.of("input", "delete", "gc_worker", "exit_checks"), List.of(
            step(1, "input", act(file, 20, "input", "!READ_ONCE(x->dead)", 0, "")),
            step(2, "delete", act(file, 40, "xfrm_state_delete", "spin_lock_bh(&x->lock)", 1, ""),
                act(file, 41, "xfrm_state_delete", "x->km.state = XFRM_STATE_DEAD", 1, "")),
            step(3, "delete", act(file, 50, "__xfrm_state_unlink", "RCU_INIT_POINTER(net->xfrm.state_cache_input[x->hash], NULL)", 2, "")),
            step(4, "delete", act(file, 43, "xfrm_state_delete", "spin_unlock_bh(&x->lock)", 1, "")),
            step(5, "gc_worker", act(file, 60, "gc_worker", "xfrm_state_gc_destroy(x)", 0, ""),
                act(file, 55, "xfrm_state_gc_destroy", "flush_work(&x->work)", 1, "")),
            step(6, "input", act(file, 24, "input", "rcu_assign_pointer(cache, x)", 0, "")),
            step(7, "exit_checks", act(file, 71, "exit_checks", "BUG_ON(rcu_access_pointer(cache))", 0, "true"))),
            4, "input delete*3 gc_worker input exit_checks", violation, List.of());
        Trace other = new Trace(List.of("gc_worker"), List.of(
            step(1, "gc_worker", act(file, 62, "gc_worker", "mutex_lock(&m)", 0, "sleeps"))), 0, "gc_worker", null, List.of());
        CheckResult.Alternative also = new CheckResult.Alternative(new Violation(Finding.SLEEP_IN_ATOMIC, "",
            "mutex_lock under spin_lock_bh", site(file, 62, "mutex_lock(&m)"), "gc_worker", List.of()), other);
        return new CheckResult(file, "insert_vs_delete", "default", "a dead state must not be published again",
            MemoryModel.LKMM, Verdict.VIOLATED, Finding.HOLDS, violation, trace, List.of(also), "", SMALL, "", REDUCTIONS,
            Map.of(), List.of(), Map.of("r0=0 r1=1", 12L), List.of());
    }

    /** Four threads that wait for each other: a numbered story. */
    public static CheckResult story() {
        List<Step> steps = new ArrayList<>();
        List<String> threads = List.of("bond_open", "bond_release", "xfrm_dev_event", "resolver#2");
        for (int i = 0; i < 12; i++) {
            String thread = threads.get(i * 7 % 4);
            steps.add(step(i + 1, thread, act("bond.c", 10 + i, thread, "mutex_lock_nested(&bond->ipsec_lock[" + i
                + "], SINGLE_DEPTH_NESTING | BOND_IPSEC_LOCK_CLASS_OF_LOWER)", 0, i == 11 ? "waits for bond_open" : "")));
        }
        Violation violation = new Violation(Finding.DEADLOCK, "", "nobody can move", Site.NONE, "", List.of(
            "bond_open waits for ipsec_lock, held by bond_release", "bond_release waits for rtnl_mutex, held by bond_open"));
        Trace trace = new Trace(threads, steps, 11, "bond_open resolver#2 xfrm_dev_event bond_release ".repeat(6).strip(),
            violation, List.of());
        return result("xfrm/bond.c", "membership", "as_posted", Verdict.VIOLATED, Finding.DEADLOCK, violation, trace);
    }

    /** A litmus test that does what its comment records. */
    public static CheckResult litmus() {
        Map<String, Long> states = new LinkedHashMap<>();
        states.put("1:r0=0; 1:r1=0;", 2L);
        states.put("1:r0=1; 1:r1=1;", 1L);
        return new CheckResult("litmus/MP.litmus", "MP", "default", "", MemoryModel.LKMM, Verdict.PROVED, Finding.HOLDS,
            null, null, List.of(), "", new CheckResult.Statistics(3, 0, 0, 0.004), "", List.of(), Map.of(), List.of(),
            states, List.of(), new CheckResult.Litmus("Never", 0, 3, List.of("data-race"), "", """
                Test MP Allowed
                States 2
                1:r0=0; 1:r1=0;
                1:r0=1; 1:r1=1;
                No
                Witnesses
                Positive: 0 Negative: 3
                Flag data-race
                Condition exists (1:r0=1 /\\ 1:r1=0)
                Observation MP Never 0 3
                Time MP 0.00

                """, List.of()));
    }

    public static List<CheckResult> all() {
        return List.of(flow(), proved(), provedInVain(), nested(), bounded(), story(), litmus(), error());
    }

    private static CheckResult result(String model, String scenario, String variant, Verdict verdict, Finding expected,
                                      Violation violation, Trace trace) {
        return new CheckResult(model, scenario, variant, "", MemoryModel.SC, verdict, expected, violation, trace, List.of(),
            "", SMALL, "", REDUCTIONS, Map.of(), List.of(), Map.of(), List.of());
    }

    private static Step step(int number, String thread, Action... actions) {
        return new Step(number, thread, Arrays.asList(actions), List.of(), List.of(thread));
    }

    private static Action act(String file, int line, String function, String text, int depth, String note) {
        return new Action(site(file, line, text), function, depth, note, List.of());
    }

    private static Site site(String file, int line, String text) {
        return new Site(file, line, 2, line, 2 + text.length(), text, false);
    }
}
