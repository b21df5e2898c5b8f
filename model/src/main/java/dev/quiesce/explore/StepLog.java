package dev.quiesce.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Steps in the order in which they were interpreted, so that another search can interpret them again: then numbers stand for the
 * same values. Nobody may use it from several threads at a time.
 */
final class StepLog {
    /** Null if nobody wants to know. */
    private List<Step> steps;

    /** Remembers from now on which steps are interpreted. */
    void keep() {
        steps = new ArrayList<>();
    }

    /** Steps since the last call; those that nothing new came of may be missing. */
    List<Step> take() {
        List<Step> since = steps;
        steps = new ArrayList<>();
        return since;
    }

    /** A step of the thread in {@code slot} is interpreted, which makes these choices first. */
    void add(Layout layout, long[] packed, int slot, int[] first) {
        if (steps != null) {
            int[] vector = new int[layout.components()];
            layout.unpack(packed, vector);
            steps.add(new Step(vector, slot, first));
        }
    }

    /** What a step began with, packed: the layout has to have room for it. */
    static long[] packed(Layout layout, Step step) {
        long[] state = new long[layout.words()];
        layout.pack(Arrays.copyOf(step.vector(), layout.components()), state);
        return state;
    }
}
