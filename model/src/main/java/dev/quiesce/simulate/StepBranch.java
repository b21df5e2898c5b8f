package dev.quiesce.simulate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a step leads to once its thread has made some choices of its own, before it did anything that others can tell.
 *
 * @param path         what it looked at, as {@link Looks} numbers it, with the places of those choices
 * @param choices      those choices
 * @param alternatives how many there were for each
 * @param outcomes     what can come of it
 * @param mayWait      it may have to wait
 */
public record StepBranch(int[] path, int[] choices, int[] alternatives, List<Outcome> outcomes, boolean mayWait) {
    private static final int[] NONE = {};

    /** All branches of a step as one, that chooses nothing. */
    static StepBranch joined(List<StepBranch> branches, boolean mayWait) {
        Set<Integer> path = new LinkedHashSet<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (StepBranch b : branches) {
            for (int look : b.path) {
                if (!Looks.isChoice(look)) {
                    path.add(look);
                }
            }
            outcomes.addAll(b.outcomes);
        }
        return new StepBranch(path.stream().mapToInt(Integer::intValue).toArray(), NONE, NONE, outcomes, mayWait);
    }
}
