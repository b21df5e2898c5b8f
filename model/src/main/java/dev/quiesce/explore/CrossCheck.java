package dev.quiesce.explore;

import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.State;
import java.util.List;

/** Holds what a search remembers or works out in packed states against what the interpreter and definitions say. */
final class CrossCheck {
    private CrossCheck() {}

    /**
     * @param successors what the moves of the leaf lead to
     * @param outcomes   what the step leads to
     * @param mayWait    whether it may have to wait
     * @throws IllegalStateException if that is not the same
     */
    static void compare(Memo.Leaf leaf, List<State> successors, List<Outcome> outcomes, boolean mayWait) {
        int moved = 0;
        int other = 0;
        boolean same = mayWait == leaf.mayWait;
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

    /** @throws IllegalStateException if a state with names given to its objects is not the one with canonical names */
    static void compare(State named, State canonical) {
        if (!named.equals(canonical)) {
            throw new IllegalStateException("the names of objects are not canonical");
        }
    }
}
