package dev.quiesce.explore;

import dev.quiesce.simulate.CanonicalHeap;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.Parts;
import dev.quiesce.simulate.Renaming;
import dev.quiesce.simulate.State;
import java.util.List;

/** Holds what a search remembers or works out in packed states against what the interpreter and definitions say. */
final class CrossCheck {
    private CrossCheck() {}

    /**
     * @param successors what the moves of the leaf lead to
     * @param from       the state that the thread in {@code slot} steps from
     * @throws IllegalStateException if the interpreter says something else
     */
    static void compare(Memo.Leaf leaf, List<State> successors, Machine machine, State from, int slot) {
        List<Outcome> outcomes = machine.step(from, slot);
        int moved = 0;
        int other = 0;
        boolean same = machine.mayWait() == leaf.mayWait;
        for (Outcome o : outcomes) {
            if (o instanceof Outcome.Moved m) {
                same &= moved < successors.size() && successors.get(moved).equals(m.state())
                    && List.of(leaf.moves[moved].accesses).equals(List.of(m.footprint()));
                moved++;
            } else {
                same &= other < leaf.others.length && alike(leaf.others[other], o);
                other++;
            }
        }
        if (!same || moved != leaf.moves.length || other != leaf.others.length) {
            throw new IllegalStateException("what is remembered of a step is not what it does");
        }
    }

    private static boolean alike(Outcome a, Outcome b) {
        return a instanceof Outcome.Failed f && b instanceof Outcome.Failed g
            ? f.finding() == g.finding() && f.message().equals(g.message()) && f.address() == g.address()
                && f.site().equals(g.site())
            : a.equals(b);
    }

    /**
     * @param permutation of its like threads; null for none
     * @param named       what a lane made of it
     * @throws IllegalStateException if that is not the permuted state with canonical names
     */
    static void compare(State state, Renaming permutation, Parts parts, CanonicalHeap heap, State named) {
        State permuted = permutation == null ? state : parts.renamed(state, permutation);
        if (!named.equals(parts.renamed(permuted, heap.names(permuted)))) {
            throw new IllegalStateException("the names of objects are not canonical");
        }
    }
}
