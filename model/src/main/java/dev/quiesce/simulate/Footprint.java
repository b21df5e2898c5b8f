package dev.quiesce.simulate;

import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.List;

/** The shared accesses of a step, for those that look for races. Ghost blocks leave none. */
final class Footprint {
    static final Outcome.Access[] NONE = {};

    private final Machine m;
    private final boolean wanted;
    private final List<Outcome.Access> accesses = new ArrayList<>();

    /** @param wanted false to keep none */
    Footprint(Machine machine, boolean wanted) {
        m = machine;
        this.wanted = wanted;
    }

    void clear() {
        accesses.clear();
    }

    /** Nothing in an indivisible block is plain. */
    void add(long address, int bytes, boolean write, boolean plain, Site site) {
        if (wanted && !m.ghost) {
            accesses.add(new Outcome.Access(address, bytes, write, plain && m.regionDepth == 0, site));
        }
    }

    Outcome.Access[] toArray() {
        return accesses.isEmpty() ? NONE : accesses.toArray(Outcome.Access[]::new);
    }
}
