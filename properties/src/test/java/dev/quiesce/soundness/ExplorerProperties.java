package dev.quiesce.soundness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Checker;
import dev.quiesce.check.Options;
import dev.quiesce.check.Progress;
import dev.quiesce.explore.Exploration;
import dev.quiesce.explore.Explorer;
import dev.quiesce.explore.Limits;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Move;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** The explorer against a naive enumeration, and against itself. */
class ExplorerProperties {
    private static final int TRIES = 400;
    private static final Pattern THREAD = Pattern.compile("\\bt(\\d)");

    @Provide
    Arbitrary<List<List<Operation>>> threads() {
        return RandomPrograms.threads();
    }

    @Provide
    Arbitrary<List<List<Operation>>> threadsForLocks() {
        return RandomPrograms.threadsForLocks();
    }

    private static Image image(List<List<Operation>> threads) {
        Program p = RandomPrograms.program(threads);
        return new Image(p, p.scenarios().getFirst());
    }

    private static Exploration explore(Image image, Set<Reduction> reductions) {
        return new Explorer(image, false, reductions, true, Explorer.RacePolicy.COLLECT, Few.LIMITS, 1,
            (states, transitions, frontier, depth) -> { }).explore();
    }

    static Set<Finding> kinds(Exploration e) {
        Set<Finding> kinds = EnumSet.noneOf(Finding.class);
        e.errors().forEach(error -> kinds.add(error.finding()));
        return kinds;
    }

    @Property(tries = TRIES / 2)
    @Label("a step that is remembered by what it looked at is what the interpreter does")
    void remembersOnlyWhatIsSo(@ForAll("threads") List<List<Operation>> threads, @ForAll Set<Reduction> off) {
        Image image = image(threads);
        Set<Reduction> reductions = Reduction.without(off);
        Exploration plain = Few.assumed(explore(image, reductions));
        Exploration checked = new Explorer(image, false, reductions, true, Explorer.RacePolicy.COLLECT, Few.LIMITS, 1,
            (states, transitions, frontier, depth) -> { }).crossChecking().explore();
        assertEquals(plain.states(), checked.states());
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.FULL)
    @Label("the explorer finds exactly the outcomes and errors that a naive enumeration finds")
    void exploresEverything(@ForAll("threads") List<List<Operation>> threads) {
        compare(threads);
    }

    @Property(tries = 2 * TRIES, shrinking = ShrinkingMode.FULL)
    @Label("the same where readers and writers abound, one lock in the other")
    void exploresEverythingUnderLocks(@ForAll("threadsForLocks") List<List<Operation>> threads) {
        compare(threads);
    }

    private static void compare(List<List<Operation>> threads) {
        Image image = image(threads);
        NaiveSearch naive = new NaiveSearch(image);
        Exploration reduced = explore(image, Reduction.ALL);
        assertEquals(naive.outcomes, new TreeSet<>(reduced.outcomes().keySet()), "outcomes");
        assertEquals(naive.findings, kinds(reduced), "errors");
        assertTrue(reduced.states() <= naive.states, "a reduction never adds states");
    }

    @Property(tries = TRIES)
    @Label("without reductions the explorer stores exactly the states that a naive enumeration visits")
    void storesEveryState(@ForAll("threads") List<List<Operation>> threads) {
        Image image = image(threads);
        NaiveSearch naive = new NaiveSearch(image);
        Exploration plain = explore(image, Reduction.NEEDED);
        assertEquals(naive.states, plain.states(), "states");
        assertEquals(naive.outcomes, new TreeSet<>(plain.outcomes().keySet()), "outcomes");
    }

    @Property(tries = TRIES / 2)
    @Label("two workers that share every level find what one finds, and tell the same counterexamples")
    void workersChangeNothing(@ForAll("threads") List<List<Operation>> threads) {
        Image image = image(threads);
        Exploration one = Few.assumed(explore(image, Reduction.ALL));
        Exploration two = new Explorer(image, false, Reduction.ALL, true, Explorer.RacePolicy.COLLECT, Few.LIMITS, 2,
            (states, transitions, frontier, depth) -> { }).sharing(1).explore();
        assertEquals(told(one), told(two));
    }

    @Property(tries = TRIES / 2)
    @Label("where there is no room for all shortest paths, what is found is the same, and its paths are as short")
    void shortPathsNeedLittleRoom(@ForAll("threads") List<List<Operation>> threads, @ForAll @IntRange(min = 1, max = 3) int workers) {
        Image image = image(threads);
        Exploration whole = explore(image, Reduction.ALL);
        Exploration within = new Explorer(image, false, Reduction.ALL, true, Explorer.RacePolicy.COLLECT, Limits.NONE, workers,
            (states, transitions, frontier, depth) -> { }).sharing(1).tracingWithin(1).explore();
        assertEquals(lengths(whole, false), lengths(within, false));
        assertEquals(List.of(whole.states(), whole.transitions(), whole.depth(), whole.bytes() > 0, whole.bound()),
            List.of(within.states(), within.transitions(), within.depth(), within.bytes() > 0, within.bound()));
    }

    @Property(tries = TRIES / 2)
    @Label("a search that may store so many states only finds the same with any number of workers, as often as it is run")
    void limitsDoNotDependOnWorkers(@ForAll("threads") List<List<Operation>> threads, @ForAll @IntRange(min = 1, max = 400) int most,
                                    @ForAll boolean printed) {
        Image image = image(threads);
        Exploration whole = Few.assumed(explore(image, Reduction.ALL));
        List<Object> first = null;
        for (int workers : new int[] {1, 2, 3, 3, 2}) {
            Explorer explorer = new Explorer(image, false, Reduction.ALL, true, Explorer.RacePolicy.COLLECT,
                new Limits(most, 0, Long.MAX_VALUE), workers, (states, transitions, frontier, depth) -> { })
                .sharing(workers == 2 ? 50 : 1);
            Exploration limited = printed ? explorer.fingerprinting(64).explore() : explorer.explore();
            List<Object> told = new ArrayList<>(told(limited));
            told.addAll(List.of(limited.bound(), limited.covered(), limited.discards(), limited.missed()));
            first = first == null ? told : first;
            assertEquals(first, told);
            assertEquals(whole.states() <= most, limited.bound().isEmpty());
            assertTrue(limited.states() <= most && limited.transitions() <= whole.transitions());
            assertTrue(kinds(whole).containsAll(kinds(limited)));
        }
    }

    @Property(tries = TRIES / 2)
    @Label("a search that folds every state finds what one finds that stores states whole, with one worker and with two")
    void foldingChangesNothing(@ForAll("threads") List<List<Operation>> threads) {
        Image image = image(threads);
        Exploration whole = Few.assumed(explore(image, Reduction.ALL));
        for (int workers = 1; workers <= 2; workers++) {
            Exploration folded = new Explorer(image, false, Reduction.ALL, true, Explorer.RacePolicy.COLLECT, Few.LIMITS,
                workers, (states, transitions, frontier, depth) -> { }).sharing(workers == 1 ? 50 : 1).foldingAbove(0).explore();
            assertEquals(told(whole), told(folded));
        }
    }

    @Property(tries = TRIES / 2)
    @Label("a search that stores fingerprints finds what one finds that stores states, with paths as short, but livelocks")
    void fingerprintsFindTheSame(@ForAll("threads") List<List<Operation>> threads) {
        Image image = image(threads);
        Exploration whole = Few.assumed(explore(image, Reduction.ALL));
        boolean livelock = kinds(whole).contains(Finding.LIVELOCK) && whole.errors().getFirst().slot() < 0;
        List<Object> first = null;
        for (int workers = 1; workers <= 2; workers++) {
            Exploration printed = new Explorer(image, false, Reduction.ALL, true, Explorer.RacePolicy.COLLECT, Few.LIMITS,
                workers, (states, transitions, frontier, depth) -> { }).sharing(workers == 1 ? 50 : 1).fingerprinting(64).explore();
            assertEquals(List.of(whole.states(), whole.transitions(), whole.depth(), whole.outcomes()),
                List.of(printed.states(), printed.transitions(), printed.depth(), printed.outcomes()));
            assertEquals(lengths(whole, livelock), lengths(printed, false));
            assertTrue(!livelock || printed.unsought());
            assertTrue(printed.missed() > 0 && printed.missed() < 1e-9);
            first = first == null ? told(printed) : first;
            assertEquals(first, told(printed), "workers change nothing");
        }
    }

    /** What was found, with the lengths of the paths there. */
    private static Set<String> lengths(Exploration e, boolean butLivelocks) {
        Set<String> found = new TreeSet<>();
        e.errors().stream().filter(error -> !butLivelocks || error.finding() != Finding.LIVELOCK).forEach(
            error -> found.add(error.finding() + " " + error.path().size()));
        e.races().forEach(r -> found.add(r.firstSite().position() + " " + r.secondSite().position() + " " + r.path().size()));
        return found;
    }

    /** All that does not depend on where states are stored. */
    static List<Object> told(Exploration e) {
        return List.of(e.states(), e.transitions(), e.depth(), e.completions(), e.outcomes(), e.reached(),
            e.errors().stream().map(error -> error.finding() + " " + error.slot() + " " + moves(error.path())).toList(),
            e.races().stream().map(r -> r.firstSite() + " " + r.secondSite() + " " + moves(r.path())).toList());
    }

    private static String moves(List<Move> path) {
        return path.stream().map(m -> m.slot() + Arrays.toString(m.choices())).collect(Collectors.joining(" "));
    }

    @Property(tries = TRIES)
    @Label("races are the same with and without reductions")
    void racesDoNotDependOnReductions(@ForAll("threads") List<List<Operation>> threads) {
        Image image = image(threads);
        assertEquals(races(Few.assumed(explore(image, Reduction.NEEDED))), races(explore(image, Reduction.ALL)));
    }

    @Property(tries = TRIES)
    @Label("whichever reductions are off, outcomes, errors and races are the same, with no fewer states or steps but for one")
    void anyReductionsCanBeOff(@ForAll("threads") List<List<Operation>> threads, @ForAll Set<Reduction> off,
                               @ForAll Reduction more) {
        Image image = image(threads);
        Set<Reduction> offToo = new HashSet<>(off);
        offToo.add(more);
        Exploration without = Few.assumed(explore(image, Reduction.without(offToo)));
        Exploration with = explore(image, Reduction.without(off));
        assertEquals(without.outcomes().keySet(), with.outcomes().keySet(), "outcomes");
        assertEquals(kinds(without), kinds(with), "errors");
        assertEquals(races(without), races(with), "races");
        // A late allocation under a lock does not join the lock, which is a step more, and where the rest is no step some states.
        if (!offToo.contains(Reduction.LATE_ALLOCATIONS) || off.contains(Reduction.LATE_ALLOCATIONS)) {
            assertTrue(with.states() <= without.states() || joinsChoices(image, off, more), "a reduction never adds states");
            assertTrue(with.depth() <= without.depth(), "a reduction never adds steps");
        }
    }

    /**
     * Where steps are not merged, an access that others can tell is a state before the choice that follows it. If it is local, the
     * choice joins the acquisition before it, and what was chosen is in all states from there on: steps fewer, but states more.
     */
    private static boolean joinsChoices(Image image, Set<Reduction> off, Reduction more) {
        boolean chooses = image.program().functions().stream().flatMap(function -> function.body().stream())
            .anyMatch(i -> i instanceof Instruction.Choose || i instanceof Instruction.ChooseRange);
        return chooses && off.contains(Reduction.MERGED_STEPS)
            && Set.of(Reduction.OWN_WORDS, Reduction.CONSTANTS, Reduction.PRIVATE_MEMORY).contains(more);
    }

    private static Set<String> races(Exploration e) {
        Set<String> pairs = new TreeSet<>();
        e.races().forEach(r -> pairs.add(r.firstSite().position() + " " + r.secondSite().position()));
        return pairs;
    }

    @Property(tries = TRIES / 2)
    @Label("every counterexample replays to the same trace")
    void counterexamplesReplay(@ForAll("threads") List<List<Operation>> threads) {
        Program p = RandomPrograms.program(threads);
        CheckResult result = new Checker(Options.DEFAULT, Progress.NONE).check(p, p.scenarios().getFirst());
        if (result.trace() != null) {
            Trace again = Checker.replay(p, p.scenarios().getFirst(), result.trace().schedule());
            assertNotNull(again.violation());
            assertEquals(result.trace(), again);
        }
    }

    @Property(tries = TRIES / 2)
    @Label("the order in which threads are listed changes neither outcomes nor errors nor races nor the number of states")
    void permutationChangesNothing(@ForAll("threads") List<List<Operation>> threads) {
        List<List<Operation>> reversed = new ArrayList<>(threads);
        Collections.reverse(reversed);
        Exploration one = explore(image(threads), Reduction.ALL);
        Exploration other = explore(image(reversed), Reduction.ALL);
        assertEquals(kinds(one), kinds(other));
        assertEquals(one.states(), other.states());
        assertEquals(renamed(one.outcomes().keySet(), threads.size()), sorted(other.outcomes().keySet()));
        assertEquals(renamedRaces(one, threads.size()), unordered(other));
    }

    /** Outcomes in the names that threads have in reverse order. */
    private static Set<List<String>> renamed(Set<String> outcomes, int threads) {
        return sorted(outcomes.stream().map(outcome -> reversed(outcome, threads)).collect(Collectors.toSet()));
    }

    private static String reversed(String text, int threads) {
        return THREAD.matcher(text).replaceAll(m -> "t" + (threads - 1 - Integer.parseInt(m.group(1))));
    }

    /** What is observed in each outcome, whatever the order of the names. */
    private static Set<List<String>> sorted(Set<String> outcomes) {
        return outcomes.stream().map(outcome -> Arrays.stream(outcome.split(" ")).sorted().toList()).collect(Collectors.toSet());
    }

    private static Set<Set<String>> unordered(Exploration e) {
        return e.races().stream().map(r -> Set.copyOf(List.of(r.firstSite().position(), r.secondSite().position())))
            .collect(Collectors.toSet());
    }

    private static Set<Set<String>> renamedRaces(Exploration e, int threads) {
        return unordered(e).stream().map(pair -> pair.stream().map(site -> reversed(site, threads)).collect(Collectors.toSet()))
            .collect(Collectors.toSet());
    }
}
