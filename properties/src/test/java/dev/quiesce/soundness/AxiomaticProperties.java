package dev.quiesce.soundness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quiesce.axiomatic.ScenarioChecker;
import dev.quiesce.axiomatic.ScenarioOptions;
import dev.quiesce.axiomatic.ScenarioResult;
import dev.quiesce.explore.Exploration;
import dev.quiesce.explore.Explorer;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Reduction;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The engine of execution graphs against the engine of interleavings, and memory models against each other. */
class AxiomaticProperties {
    /** What both engines are asked about: leaks and deadlocks are told by their own rules in each. */
    private static final Set<Finding> COMMON = EnumSet.of(Finding.USE_AFTER_FREE, Finding.DOUBLE_FREE, Finding.NULL_DEREF,
        Finding.WILD_ACCESS, Finding.UNINIT_READ, Finding.LOCK_MISUSE, Finding.RCU_MISUSE);

    @Provide
    Arbitrary<List<List<Operation>>> threads() {
        return RandomPrograms.threadsForGraphs();
    }

    private static ScenarioResult check(List<List<Operation>> threads, MemoryModel memory) {
        Program program = RandomPrograms.program(threads);
        ScenarioResult result = ScenarioChecker.check(program, program.scenarios().getFirst(),
            new ScenarioOptions(memory, 2, false, true, Duration.ofSeconds(2)));
        assumeTrue(result.bound().isEmpty());
        return result;
    }

    private static Exploration explore(List<List<Operation>> threads) {
        Program program = RandomPrograms.program(threads);
        return new Explorer(new Image(program, program.scenarios().getFirst()), false, Reduction.ALL, true,
            Explorer.RacePolicy.COLLECT, Few.LIMITS, 1, (states, transitions, frontier, depth) -> { }).explore();
    }

    private static Set<Finding> kinds(ScenarioResult result) {
        Set<Finding> kinds = EnumSet.noneOf(Finding.class);
        result.findings().forEach(found -> kinds.add(found.finding()));
        kinds.retainAll(COMMON);
        return kinds;
    }

    @Example
    @Label("a read in a section is over before what waits for the section frees, under every memory model")
    void sectionsEndBeforeFrees() {
        List<List<Operation>> threads = List.of(List.of(new Operation.Publish(0)),
            List.of(new Operation.Section(List.of(new Operation.Dereference()))), List.of(new Operation.Unpublish(true)));
        List<List<Operation>> unprotected = List.of(threads.get(0), List.of(new Operation.Dereference()), threads.get(2));
        for (MemoryModel memory : MemoryModel.values()) {
            assertEquals(Set.of(), kinds(check(threads, memory)), memory.name());
            assertEquals(Set.of(Finding.USE_AFTER_FREE), kinds(check(unprotected, memory)), memory.name());
        }
    }

    @Property
    @Label("graphs under SC and interleavings have the same outcomes and the same errors")
    void sequentialConsistencyIsInterleaving(@ForAll("threads") List<List<Operation>> threads) {
        ScenarioResult graphs = check(threads, MemoryModel.SC);
        Exploration interleavings = explore(threads);
        Set<Finding> kinds = EnumSet.noneOf(Finding.class);
        interleavings.errors().forEach(error -> kinds.add(error.finding()));
        kinds.retainAll(COMMON);
        // What follows the use of a freed object depends on who has its memory next, which graphs do not tell.
        boolean stale = kinds.contains(Finding.USE_AFTER_FREE) || kinds.contains(Finding.DOUBLE_FREE);
        if (stale) {
            assertTrue(kinds(graphs).contains(Finding.USE_AFTER_FREE) || kinds(graphs).contains(Finding.DOUBLE_FREE),
                "a stale object");
        } else {
            assertEquals(kinds, kinds(graphs), "errors");
        }
        // A run that ends in an error has no outcome.
        if (interleavings.errors().isEmpty() && graphs.findings().isEmpty()) {
            Set<String> outcomes = new TreeSet<>(interleavings.outcomes().keySet());
            outcomes.remove("");
            assertEquals(outcomes, graphs.outcomes().keySet(), "outcomes");
        }
    }

    @Property
    @Label("a weaker memory model has every outcome and every error of a stronger one")
    void weakerModelsHaveMore(@ForAll("threads") List<List<Operation>> threads) {
        ScenarioResult sc = check(threads, MemoryModel.SC);
        ScenarioResult tso = check(threads, MemoryModel.TSO);
        ScenarioResult lkmm = check(threads, MemoryModel.LKMM);
        assertTrue(kinds(tso).containsAll(kinds(sc)), "errors of SC under TSO");
        assertTrue(kinds(lkmm).containsAll(kinds(tso)), "errors of TSO under LKMM");
        if (lkmm.findings().isEmpty()) {
            assertTrue(tso.outcomes().keySet().containsAll(sc.outcomes().keySet()), "outcomes of SC under TSO");
            assertTrue(lkmm.outcomes().keySet().containsAll(tso.outcomes().keySet()), "outcomes of TSO under LKMM");
        }
    }
}
