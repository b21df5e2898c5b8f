package dev.quiesce.soundness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.explore.Exploration;
import dev.quiesce.explore.Explorer;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.CanonicalHeap;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Parts;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Renaming;
import dev.quiesce.simulate.State;
import dev.quiesce.soundness.RandomPrograms.Alike;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Threads that put objects into a list and take them out, in a search that gives objects canonical names. */
class HeapProperties {
    private static final int TRIES = 120;
    /** States of a program that are looked at one by one. */
    private static final int LOOKED_AT = 100;
    /** Objects whose names are permuted in every way. */
    private static final int PERMUTED = 5;
    /** A sequence of names that is no thread's, and not the one of canonical names. */
    private static final int ELSEWHERE = Long.SIZE - 2;
    private static final Set<Reduction> NEEDED_AND_NAMES =
        EnumSet.of(Reduction.COLLECTED_GARBAGE, Reduction.CANONICAL_HEAP);

    @Provide
    Arbitrary<Alike> listing() {
        return RandomPrograms.listing();
    }

    private static Image image(Alike alike) {
        Program p = RandomPrograms.program(alike);
        return new Image(p, p.scenarios().getFirst(), false);
    }

    private static Explorer explorer(Image image, Set<Reduction> reductions, int workers) {
        return new Explorer(image, false, reductions, true, Explorer.RacePolicy.COLLECT, Few.LIMITS, workers,
            (states, transitions, frontier, depth) -> { });
    }

    @Property(tries = TRIES)
    @Label("errors, outcomes, races and counterexamples are those of a search without")
    void findsTheSame(@ForAll("listing") Alike listing, @ForAll Set<Reduction> off) {
        Image image = image(listing);
        Set<Reduction> others = new HashSet<>(off);
        others.remove(Reduction.CANONICAL_HEAP);
        Set<Reduction> without = new HashSet<>(others);
        without.add(Reduction.CANONICAL_HEAP);
        Exploration all = Few.assumed(explorer(image, Reduction.without(without), 1).explore());
        Exploration named = explorer(image, Reduction.without(others), 1).explore();
        assertEquals("", named.bound());
        assertEquals(all.outcomes().keySet(), named.outcomes().keySet(), "outcomes");
        assertEquals(SymmetryProperties.told(all), SymmetryProperties.told(named));
        assertEquals(all.reached(), named.reached(), "code that was reached");
        // Other names may be met earlier: then a state is no deeper than the first of those that differ from it in names only.
        assertTrue(named.depth() <= all.depth(), "depth");
        assertTrue(named.states() <= all.states(), "a reduction never adds states");
    }

    @Property(tries = TRIES / 2)
    @Label("of states that differ only in the names of objects, or also in which of like threads is where, exactly one is stored")
    void storesOneOfEach(@ForAll("listing") Alike listing, @ForAll boolean symmetry) {
        Image image = image(listing);
        Set<Reduction> reductions = EnumSet.copyOf(NEEDED_AND_NAMES);
        List<Renaming> permutations = List.of(new Renaming() {
            @Override
            public int object(int id) {
                return id;
            }
        });
        if (symmetry) {
            reductions.add(Reduction.THREAD_SYMMETRY);
            permutations = SymmetryProperties.renamings(image);
        }
        Exploration named = explorer(image, reductions, 1).explore();
        Assume.that(!named.mutability().tellsThreadsApart());
        NaiveSearch naive = new NaiveSearch(image);
        if (named.mutability().tellsObjectsApart()) {
            assertTrue(listing.bodies().stream().flatMap(List::stream).anyMatch(Operation.Before.class::isInstance),
                "nothing here can tell objects apart");
            assertTrue(symmetry || naive.states == named.states());
            return;
        }
        Parts parts = new Parts(image);
        CanonicalHeap heap = heap(image);
        Assume.that(naive.visited.stream().allMatch(s -> names(parts, heap, s).size() <= PERMUTED));
        Set<State> seen = new HashSet<>();
        int count = 0;
        for (State state : naive.visited) {
            List<Integer> names = names(parts, heap, state);
            if (!seen.contains(parts.renamed(state, renaming(heap, names)))) {
                count++;
                for (Renaming p : permutations) {
                    State permuted = parts.renamed(state, p);
                    permutations(names(parts, heap, permuted), 0, order -> seen.add(parts.renamed(permuted, renaming(heap, order))));
                }
            }
        }
        assertEquals(count, named.states());
    }

    private static CanonicalHeap heap(Image image) {
        return new Machine(image, false, Reduction.ALL, true, false, new Mutability()).canonicalHeap();
    }

    /** The objects that a state names and whose names can be others. */
    private static List<Integer> names(Parts parts, CanonicalHeap heap, State state) {
        Set<Integer> names = new TreeSet<>();
        parts.differences(parts.blank(), state, (part, value) -> {
            for (int name : heap.met(parts, part, value)) {
                names.add(name);
            }
        });
        return new ArrayList<>(names);
    }

    private static Renaming renaming(CanonicalHeap heap, List<Integer> names) {
        Map<Integer, Integer> becomes = new HashMap<>();
        names.forEach(name -> becomes.put(name, heap.name(ELSEWHERE, becomes.size())));
        return new Renaming() {
            @Override
            public int object(int id) {
                return becomes.getOrDefault(id, id);
            }
        };
    }

    private static void permutations(List<Integer> names, int fixed, Consumer<List<Integer>> to) {
        if (fixed == names.size()) {
            to.accept(names);
        }
        for (int i = fixed; i < names.size(); i++) {
            List<Integer> next = new ArrayList<>(names);
            Collections.swap(next, fixed, i);
            permutations(next, fixed + 1, to);
        }
    }

    @Property(tries = TRIES / 2)
    @Label("a step does with other names what it does with these, and what it leads to has the same canonical names")
    void stepsCommuteWithNames(@ForAll("listing") Alike listing, @ForAll long seed) {
        Image image = image(listing);
        Exploration named = explorer(image, NEEDED_AND_NAMES, 1).explore();
        Assume.that(!named.mutability().tellsObjectsApart());
        Parts parts = new Parts(image);
        CanonicalHeap heap = heap(image);
        Machine machine = new Machine(image, false, Reduction.NEEDED, true, false, named.mutability());
        UnaryOperator<State> canonical = s -> parts.renamed(s, heap.names(s));
        Random random = new Random(seed);
        List<State> some = new ArrayList<>(new NaiveSearch(image).visited);
        Collections.shuffle(some, random);
        for (State state : some.subList(0, Math.min(some.size(), LOOKED_AT))) {
            List<Integer> names = names(parts, heap, state);
            Collections.shuffle(names, random);
            State renamed = parts.renamed(state, renaming(heap, names));
            assertEquals(canonical.apply(state), canonical.apply(renamed), "canonical names");
            for (int slot = 0; slot < state.slots(); slot++) {
                if (state.alive(slot)) {
                    assertEquals(SymmetryProperties.successors(machine, state, slot, canonical),
                        SymmetryProperties.successors(machine, renamed, slot, canonical));
                }
            }
        }
    }

    @Property(tries = TRIES / 2)
    @Label("names are those that are defined, whatever is remembered; two workers that share every level find what one finds")
    void workersChangeNothing(@ForAll("listing") Alike listing) {
        Image image = image(listing);
        Exploration one = Few.assumed(explorer(image, Reduction.ALL, 1).explore());
        for (Explorer other : List.of(explorer(image, Reduction.ALL, 2).sharing(1), explorer(image, Reduction.ALL, 1).crossChecking(),
            explorer(image, Reduction.ALL, 1).foldingAbove(0))) {
            Exploration same = other.explore();
            assertEquals(SymmetryProperties.told(one), SymmetryProperties.told(same));
            assertEquals(one.states(), same.states());
            assertEquals(one.transitions(), same.transitions());
            assertEquals(one.outcomes(), same.outcomes());
        }
    }
}
