package dev.quiesce.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sorts the runs of a step into branches: one after the other come those that choose the same before others can tell. */
final class Branches {
    private static final int[] NONE = {};

    private final Choices choices;
    /** Null if nobody wants to know what was looked at. */
    private final Looks looks;
    private final List<StepBranch> branches = new ArrayList<>(1);
    private List<Outcome> outcomes = new ArrayList<>(2);
    private Set<Integer> path = new LinkedHashSet<>();
    /** What is chosen in the branch that runs are added to, null if there is none, and from how many each. */
    private int[] made;
    private int[] alternatives = NONE;
    private boolean moves;

    Branches(Choices choices, Looks looks) {
        this.choices = choices;
        this.looks = looks;
    }

    /** A run begins. */
    void begin() {
        if (looks != null) {
            looks.restart();
        }
    }

    /**
     * Adds the run that was begun last.
     *
     * @param before  how many choices it made before others could tell
     * @param outcome null if nothing comes of it
     */
    void add(int before, Outcome outcome, boolean blocked) {
        int[] chosen = choices.first(before);
        if (!Arrays.equals(chosen, made)) {
            end();
            made = chosen;
            alternatives = choices.alternatives(chosen.length);
        }
        moves |= !blocked;
        if (outcome != null) {
            outcomes.add(outcome);
        }
        if (looks != null) {
            looks.addTo(path, chosen.length);
        }
    }

    /** All branches so far; what is added next begins another. */
    List<StepBranch> end() {
        if (made != null) {
            branches.add(new StepBranch(path.isEmpty() ? NONE : path.stream().mapToInt(Integer::intValue).toArray(), made,
                alternatives, outcomes, !moves));
        }
        outcomes = new ArrayList<>(2);
        path = new LinkedHashSet<>();
        made = null;
        moves = false;
        return branches;
    }
}
