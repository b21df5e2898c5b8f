package dev.quiesce.soundness;

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
import dev.quiesce.soundness.Operation.Fence;
import dev.quiesce.soundness.Operation.Locked;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Order that is added never adds an outcome: locks and fences, under each memory model that there is an engine for. */
class MonotonyProperties {
    @Provide
    Arbitrary<List<List<Operation>>> threads() {
        return RandomPrograms.threadsForGraphs();
    }

    @Provide
    Arbitrary<MemoryModel> weak() {
        return Arbitraries.of(MemoryModel.TSO, MemoryModel.LKMM);
    }

    /** Every operation that may stand in a critical section is in one of its own. */
    private static List<List<Operation>> locked(List<List<Operation>> threads) {
        return each(threads, o -> mayBeLocked(o) ? List.of(new Locked(0, List.of(o))) : List.of(o));
    }

    private static boolean mayBeLocked(Operation o) {
        return switch (o) {
            case Operation.Write _, Operation.Read _, Operation.Increment _, Operation.CompareExchange _, Operation.Modify _,
                Operation.Publish _, Operation.Dereference _, Operation.Choice _, Operation.Push _, Operation.Pop _,
                Operation.Again _, Operation.Somewhere _ -> true;
            case Locked _, Operation.Section _, Operation.Synchronize _, Operation.Unpublish _, Operation.Await _,
                Operation.Callback _, Fence _, Operation.Guarded _, Operation.SleepableSection _,
                Operation.SleepableSynchronize _, Operation.Work _, Operation.Barrier _, Operation.Identity _,
                Operation.Before _, Operation.Pick _, Operation.LockedSomewhere _, Operation.AwaitSome _,
                Operation.AwaitSomewhere _, Operation.Tried _, Operation.Held _ -> false;
        };
    }

    /** A fence after every operation. */
    private static List<List<Operation>> fenced(List<List<Operation>> threads) {
        return each(threads, o -> List.of(o, new Fence()));
    }

    private static List<List<Operation>> each(List<List<Operation>> threads,
                                              java.util.function.Function<Operation, List<Operation>> change) {
        return threads.stream().map(thread -> thread.stream().flatMap(o -> change.apply(o).stream()).toList()).toList();
    }

    private static Exploration explore(List<List<Operation>> threads) {
        Program program = RandomPrograms.program(threads);
        return new Explorer(new Image(program, program.scenarios().getFirst()), false, Reduction.ALL, true,
            Explorer.RacePolicy.COLLECT, Few.LIMITS, 1, (states, transitions, frontier, depth) -> { }).explore();
    }

    private static Set<Finding> kinds(Exploration e) {
        Set<Finding> kinds = EnumSet.noneOf(Finding.class);
        e.errors().forEach(error -> kinds.add(error.finding()));
        return kinds;
    }

    @Property
    @Label("a lock around an operation adds neither an outcome nor an error to the interleavings")
    void locksAddNothing(@ForAll("threads") List<List<Operation>> threads) {
        Exploration without = explore(threads);
        Exploration with = explore(locked(threads));
        assertSubset(with.outcomes().keySet(), without.outcomes().keySet());
        assertSubset(kinds(with), kinds(without));
    }

    @Property
    @Label("fences change nothing about interleavings")
    void fencesAreNothingToInterleavings(@ForAll("threads") List<List<Operation>> threads) {
        Exploration without = explore(threads);
        Exploration with = explore(fenced(threads));
        assertSubset(with.outcomes().keySet(), without.outcomes().keySet());
        assertSubset(without.outcomes().keySet(), with.outcomes().keySet());
    }

    @Property
    @Label("a lock around an operation adds no outcome under a weak memory model")
    void locksAddNothingToGraphs(@ForAll("threads") List<List<Operation>> threads, @ForAll("weak") MemoryModel memory) {
        assertSubset(outcomes(locked(threads), memory), outcomes(threads, memory));
    }

    @Property
    @Label("a fence after every operation adds no outcome under a weak memory model")
    void fencesAddNothing(@ForAll("threads") List<List<Operation>> threads, @ForAll("weak") MemoryModel memory) {
        assertSubset(outcomes(fenced(threads), memory), outcomes(threads, memory));
    }

    /** Of programs that commit no error, whose outcomes are all there are. */
    private static Set<String> outcomes(List<List<Operation>> threads, MemoryModel memory) {
        Program program = RandomPrograms.program(threads);
        ScenarioResult result = ScenarioChecker.check(program, program.scenarios().getFirst(),
            new ScenarioOptions(memory, 2, false, true, Duration.ofSeconds(5)));
        assumeTrue(result.bound().isEmpty() && result.findings().isEmpty());
        return result.outcomes().keySet();
    }

    private static <T> void assertSubset(Set<T> some, Set<T> all) {
        Set<T> more = new TreeSet<>(some);
        more.removeAll(all);
        assertTrue(more.isEmpty(), () -> "added: " + more + " to " + all);
    }
}
