package dev.quiesce.soundness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.explore.Exploration;
import dev.quiesce.explore.Explorer;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Move;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.Parts;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Renaming;
import dev.quiesce.simulate.State;
import dev.quiesce.soundness.RandomPrograms.Alike;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Threads that run the same function, in a search that takes them to be alike. */
class SymmetryProperties {
    private static final int TRIES = 200;
    /** States of a program that are looked at one by one. */
    private static final int LOOKED_AT = 200;
    private static final Set<Reduction> NEEDED_AND_SYMMETRY =
        EnumSet.of(Reduction.COLLECTED_GARBAGE, Reduction.THREAD_SYMMETRY);

    @Provide
    Arbitrary<Alike> alike() {
        return RandomPrograms.alike();
    }

    private static Image image(Alike alike, boolean storeBuffers) {
        Program p = RandomPrograms.program(alike);
        return new Image(p, p.scenarios().getFirst(), storeBuffers);
    }

    private static Exploration explore(Image image, Set<Reduction> reductions) {
        return new Explorer(image, false, reductions, true, Explorer.RacePolicy.COLLECT, Few.LIMITS, 1,
            (states, transitions, frontier, depth) -> { }).explore();
    }

    @Property(tries = TRIES)
    @Label("errors, outcomes, races and counterexamples are those of a search without")
    void findsTheSame(@ForAll("alike") Alike alike, @ForAll boolean storeBuffers, @ForAll Set<Reduction> off) {
        Image image = image(alike, storeBuffers);
        Set<Reduction> others = new HashSet<>(off);
        others.remove(Reduction.THREAD_SYMMETRY);
        Set<Reduction> without = new HashSet<>(others);
        without.add(Reduction.THREAD_SYMMETRY);
        Exploration all = Few.assumed(explore(image, Reduction.without(without)));
        Exploration orbits = explore(image, Reduction.without(others));
        assertEquals("", orbits.bound());
        assertEquals(all.outcomes().keySet(), orbits.outcomes().keySet(), "outcomes");
        assertEquals(told(all), told(orbits));
        assertEquals(all.reached(), orbits.reached(), "code that was reached");
        assertEquals(all.depth(), orbits.depth(), "depth");
        assertTrue(orbits.states() <= all.states(), "a reduction never adds states");
    }

    /** Errors and races, with how one comes to them. */
    static List<Object> told(Exploration e) {
        return List.of(
            e.errors().stream().map(error -> error.finding() + " " + error.slot() + " " + path(error.path())).toList(),
            e.races().stream().map(r -> r.firstSite().position() + " " + r.secondSite().position() + " " + path(r.path()))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String path(List<Move> moves) {
        return moves.stream().map(m -> m.slot() + Arrays.toString(m.choices())).collect(Collectors.joining(" "));
    }

    @Property(tries = TRIES / 2)
    @Label("exactly one state of each orbit is stored")
    void storesOrbits(@ForAll("alike") Alike alike) {
        Image image = image(alike, false);
        NaiveSearch naive = new NaiveSearch(image);
        Exploration orbits = explore(image, NEEDED_AND_SYMMETRY);
        if (orbits.mutability().tellsThreadsApart()) {
            assertEquals(naive.states, orbits.states());
            return;
        }
        Parts parts = new Parts(image);
        Set<State> seen = new HashSet<>();
        int count = 0;
        for (State state : naive.visited) {
            if (!seen.contains(state)) {
                count++;
                renamings(image).forEach(r -> seen.add(parts.renamed(state, r)));
            }
        }
        assertEquals(count, orbits.states());
        assertEquals(naive.states, seen.size(), "what permutations make of a state is as reachable");
    }

    static List<Renaming> renamings(Image image) {
        return new Machine(image, false, Reduction.ALL, true, false, new Mutability()).symmetry().permutations();
    }

    @Property(tries = TRIES / 2)
    @Label("a step does with permuted names what it does with these, or threads are told apart")
    void stepsCommuteWithPermutations(@ForAll("alike") Alike alike, @ForAll boolean storeBuffers) {
        Image image = image(alike, storeBuffers);
        Set<State> visited = new NaiveSearch(image).visited;
        Exploration orbits = explore(image, NEEDED_AND_SYMMETRY);
        Assume.that(!orbits.mutability().tellsThreadsApart());
        Parts parts = new Parts(image);
        Machine machine = new Machine(image, false, Reduction.NEEDED, true, false, orbits.mutability());
        List<State> some = new ArrayList<>(visited);
        Collections.shuffle(some, new Random(visited.size()));
        for (State state : some.subList(0, Math.min(some.size(), LOOKED_AT))) {
            for (Renaming r : renamings(image)) {
                State renamed = parts.renamed(state, r);
                for (int slot = 0; slot < state.slots(); slot++) {
                    if (state.alive(slot)) {
                        assertEquals(successors(machine, state, slot, s -> parts.renamed(s, r)),
                            successors(machine, renamed, r.slot(slot), Function.identity()));
                    }
                }
            }
        }
    }

    /** What a step leads to, with how often. */
    static Map<Object, Long> successors(Machine machine, State state, int slot, Function<State, State> what) {
        return machine.step(state, slot).stream().collect(Collectors.groupingBy(o -> switch (o) {
            case Outcome.Moved m -> what.apply(m.state());
            case Outcome.Failed f -> (Object) f.finding();
            case Outcome.Discarded d -> Outcome.Discarded.class;
            case Outcome.Endless e -> Outcome.Endless.class;
        }, Collectors.counting()));
    }

    @Example
    @Label("which state stands for an orbit does not depend on how states are packed")
    void packingChangesNothing() {
        workersChangeNothing(new Alike(List.of(List.of(new Operation.Pop(true),
            new Operation.Locked(0, List.of(new Operation.Push(0), new Operation.Push(1))), new Operation.Push(0))),
            List.of(0, 0, 0)));
    }

    @Property(tries = TRIES / 2)
    @Label("two workers that share every level find what one finds, and tell the same counterexamples")
    void workersChangeNothing(@ForAll("alike") Alike alike) {
        Image image = image(alike, false);
        Set<Reduction> reductions = Reduction.without(Set.of(Reduction.CANONICAL_HEAP));
        Exploration one = Few.assumed(explore(image, reductions));
        Exploration two = new Explorer(image, false, reductions, true, Explorer.RacePolicy.COLLECT, Few.LIMITS, 2,
            (states, transitions, frontier, depth) -> { }).sharing(1).explore();
        assertEquals(told(one), told(two));
        assertEquals(one.states(), two.states());
        assertEquals(one.transitions(), two.transitions());
        assertEquals(one.outcomes(), two.outcomes());
    }
}
