package dev.quiesce.axiomatic.path;

import java.util.ArrayList;
import java.util.List;

/**
 * The decisions of one walk, so that the next walk can decide differently: a walk is repeated from the start with the last
 * decision changed that still has an alternative.
 */
final class Decisions {
    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> arity = new ArrayList<>();
    private int position;

    /** One of 0 to {@code ways - 1}. */
    int choose(int ways) {
        if (position == taken.size()) {
            taken.add(0);
            arity.add(ways);
        }
        return taken.get(position++);
    }

    /** The number of decisions so far. */
    int made() {
        return position;
    }

    /** Moves on to the next sequence; false if all have been walked. */
    boolean next() {
        position = 0;
        while (!taken.isEmpty()) {
            int last = taken.size() - 1;
            if (taken.get(last) + 1 < arity.get(last)) {
                taken.set(last, taken.get(last) + 1);
                return true;
            }
            taken.removeLast();
            arity.removeLast();
        }
        return false;
    }
}
