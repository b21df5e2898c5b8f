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
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The search with store buffers against execution graphs under TSO, against the search without, and against itself. */
class StoreBufferProperties {
    private static final Set<Finding> COMMON = EnumSet.of(Finding.USE_AFTER_FREE, Finding.DOUBLE_FREE, Finding.NULL_DEREF,
        Finding.WILD_ACCESS, Finding.UNINIT_READ, Finding.LOCK_MISUSE, Finding.RCU_MISUSE);
    private static final Set<Finding> STALE = EnumSet.of(Finding.USE_AFTER_FREE, Finding.DOUBLE_FREE);

    @Provide
    Arbitrary<List<List<Operation>>> threadsForLocks() {
        return RandomPrograms.threadsForLocks();
    }

    @Provide
    Arbitrary<List<List<Operation>>> threadsForGraphs() {
        return RandomPrograms.threadsForBuffers(false);
    }

    @Provide
    Arbitrary<List<List<Operation>>> threads() {
        return RandomPrograms.threadsForBuffers(true);
    }

    private static Image image(List<List<Operation>> threads, boolean storeBuffers) {
        Program program = RandomPrograms.program(threads);
        return new Image(program, program.scenarios().getFirst(), storeBuffers);
    }

    private static Explorer explorer(List<List<Operation>> threads, boolean storeBuffers, Set<Reduction> reductions) {
        return new Explorer(image(threads, storeBuffers), false, reductions, true, Explorer.RacePolicy.IGNORE, Few.LIMITS, 1,
            (states, transitions, frontier, depth) -> { });
    }

    private static Exploration explore(List<List<Operation>> threads, boolean storeBuffers) {
        Exploration found = explorer(threads, storeBuffers, Reduction.ALL).explore();
        assertEquals("", found.bound());
        return found;
    }

    private static ScenarioResult graphs(List<List<Operation>> threads) {
        Program program = RandomPrograms.program(threads);
        ScenarioResult result = ScenarioChecker.check(program, program.scenarios().getFirst(),
            new ScenarioOptions(MemoryModel.TSO, 2, false, true, Duration.ofSeconds(5)));
        assumeTrue(result.bound().isEmpty());
        return result;
    }

    private static Set<Finding> kinds(Exploration e) {
        Set<Finding> kinds = EnumSet.noneOf(Finding.class);
        e.errors().forEach(error -> kinds.add(error.finding()));
        return kinds;
    }

    private static boolean isStale(Set<Finding> kinds) {
        return kinds.stream().anyMatch(STALE::contains);
    }

    @Provide
    Arbitrary<List<List<Operation>>> threadsForSections() {
        return RandomPrograms.threadsForSections();
    }

    @Property
    @Label("store buffers and graphs under TSO have the same outcomes and the same errors")
    void buffersAreTotalStoreOrder(@ForAll("threadsForGraphs") List<List<Operation>> threads) {
        compare(threads);
    }

    @Property(tries = 3000)
    @Label("the same where sections and what waits for them abound")
    void sectionsAreTotalStoreOrder(@ForAll("threadsForSections") List<List<Operation>> threads) {
        compare(threads);
    }

    private static void compare(List<List<Operation>> threads) {
        ScenarioResult graphs = graphs(threads);
        Exploration buffers = explore(threads, true);
        Set<Finding> seen = EnumSet.noneOf(Finding.class);
        graphs.findings().forEach(found -> seen.add(found.finding()));
        seen.retainAll(COMMON);
        Set<Finding> found = kinds(buffers);
        found.retainAll(COMMON);
        if (isStale(found)) {
            assertTrue(isStale(seen), "a stale object");
        } else {
            assertEquals(seen, found, "errors");
        }
        if (buffers.errors().isEmpty() && graphs.findings().isEmpty()) {
            Set<String> outcomes = new TreeSet<>(buffers.outcomes().keySet());
            outcomes.remove("");
            assertEquals(new TreeSet<>(graphs.outcomes().keySet()), outcomes, "outcomes");
        }
    }

    @Property
    @Label("what happens without store buffers happens with them")
    void buffersAddBehaviour(@ForAll("threads") List<List<Operation>> threads) {
        Exploration without = explore(threads, false);
        Exploration with = explore(threads, true);
        assertTrue(kinds(with).containsAll(kinds(without)), "errors");
        assertTrue(with.outcomes().keySet().containsAll(without.outcomes().keySet()), "outcomes");
    }

    @Property
    @Label("with store buffers the explorer finds exactly the outcomes and errors that a naive enumeration finds")
    void exploresEverything(@ForAll("threads") List<List<Operation>> threads) {
        NaiveSearch naive = new NaiveSearch(image(threads, true));
        Exploration reduced = explore(threads, true);
        assertEquals(naive.outcomes, new TreeSet<>(reduced.outcomes().keySet()), "outcomes");
        assertEquals(naive.findings, kinds(reduced), "errors");
    }

    @Property(tries = 300)
    @Label("the same where readers and writers abound, one lock in the other")
    void exploresEverythingUnderLocks(@ForAll("threadsForLocks") List<List<Operation>> threads) {
        exploresEverything(threads);
    }

    @Property(tries = 300)
    @Label("with store buffers a step that is remembered by what it looked at is what the interpreter does")
    void remembersOnlyWhatIsSo(@ForAll("threads") List<List<Operation>> threads, @ForAll boolean reduce) {
        Set<Reduction> reductions = reduce ? Reduction.ALL : Reduction.NEEDED;
        Exploration plain = Few.assumed(explorer(threads, true, reductions).explore());
        Exploration checked = explorer(threads, true, reductions).crossChecking().explore();
        assertEquals(plain.states(), checked.states());
    }
}
