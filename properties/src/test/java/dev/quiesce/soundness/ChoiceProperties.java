package dev.quiesce.soundness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quiesce.explore.Exploration;
import dev.quiesce.explore.Explorer;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Looks;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.soundness.Operation.*;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Threads that choose among so many alternatives that what a step leads to is remembered choice by choice. */
class ChoiceProperties {
    private static final int TRIES = 100;
    /** States of a program that is searched again and again. */
    private static final int LOOKED_AT = 1 << 13;

    @Provide
    Arbitrary<List<List<Operation>>> threads() {
        return RandomPrograms.threadsForChoices();
    }

    private static Image image(List<List<Operation>> threads, boolean storeBuffers) {
        Program p = RandomPrograms.program(threads);
        return new Image(p, p.scenarios().getFirst(), storeBuffers);
    }

    private static Explorer explorer(Image image, boolean fails, Set<Reduction> reductions, int workers) {
        return new Explorer(image, fails, reductions, true, Explorer.RacePolicy.COLLECT, Few.LIMITS, workers,
            (states, transitions, frontier, depth) -> { });
    }

    /** Choices are made late, as the branches of a step that has to wait after some are one. */
    private static Set<Reduction> reductions(Set<Reduction> off) {
        Set<Reduction> others = new HashSet<>(off);
        others.remove(Reduction.LATE_CHOICES);
        return Reduction.without(others);
    }

    private static boolean choosesAmongMany(Operation operation) {
        return switch (operation) {
            case Pick p -> p.alternatives() >= Looks.MANY || p.ways().stream().anyMatch(ChoiceProperties::chooseAmongMany);
            case Choice c -> c.alternatives() >= Looks.MANY;
            case Somewhere s -> s.alternatives() >= Looks.MANY;
            case LockedSomewhere l -> l.alternatives() >= Looks.MANY || chooseAmongMany(l.body());
            case AwaitSomewhere a -> a.alternatives() >= Looks.MANY;
            case Locked l -> chooseAmongMany(l.body());
            case Section s -> chooseAmongMany(s.body());
            case Guarded g -> chooseAmongMany(g.body());
            case Tried t -> chooseAmongMany(t.body());
            case SleepableSection s -> chooseAmongMany(s.body());
            default -> false;
        };
    }

    private static boolean chooseAmongMany(List<Operation> operations) {
        return operations.stream().anyMatch(ChoiceProperties::choosesAmongMany);
    }

    @Property(tries = TRIES)
    @Label("the explorer finds exactly the outcomes and errors that a naive enumeration finds")
    @StatisticsReport(onFailureOnly = true)
    void exploresEverything(@ForAll("threads") List<List<Operation>> threads, @ForAll boolean fails, @ForAll Set<Reduction> off) {
        Statistics.collect(threads.stream().anyMatch(ChoiceProperties::chooseAmongMany) ? "many" : "few");
        Statistics.coverage(checker -> checker.check("many").percentage(p -> p > 50));
        Image image = image(threads, false);
        NaiveSearch naive = new NaiveSearch(image, fails);
        Exploration reduced = explorer(image, fails, reductions(off), 1).explore();
        assertEquals(naive.outcomes, new TreeSet<>(reduced.outcomes().keySet()), "outcomes");
        assertEquals(naive.findings, ExplorerProperties.kinds(reduced), "errors");
    }

    private static Exploration few(Exploration e) {
        Assume.that(e.bound().isEmpty() && e.states() <= LOOKED_AT);
        return e;
    }

    @Property(tries = TRIES)
    @Label("what is remembered choice by choice is what the interpreter does, and what is found is the same if it is not")
    void branchesAreSteps(@ForAll("threads") List<List<Operation>> threads, @ForAll boolean storeBuffers, @ForAll boolean fails,
                          @ForAll Set<Reduction> off) {
        Image image = image(threads, storeBuffers);
        Set<Reduction> reductions = reductions(off);
        Exploration plain = few(explorer(image, fails, reductions, 1).explore());
        Exploration checked = explorer(image, fails, reductions, 1).crossChecking().explore();
        assertEquals(ExplorerProperties.told(plain), ExplorerProperties.told(checked));
    }

    @Property(tries = TRIES / 2)
    @Label("several workers find what one finds, and tell the same counterexamples, however states are stored")
    void workersChangeNothing(@ForAll("threads") List<List<Operation>> threads, @ForAll boolean fails) {
        Image image = image(threads, false);
        List<Object> one = ExplorerProperties.told(few(explorer(image, fails, Reduction.ALL, 1).explore()));
        for (int workers = 2; workers <= 3; workers++) {
            Explorer several = explorer(image, fails, Reduction.ALL, workers).sharing(1);
            assertEquals(one, ExplorerProperties.told(several.explore()), workers + " workers");
            assertEquals(one, ExplorerProperties.told(several.foldingAbove(0).explore()), workers + " workers, folded");
        }
    }
}
