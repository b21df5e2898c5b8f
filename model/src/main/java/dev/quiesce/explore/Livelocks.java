package dev.quiesce.explore;

import java.util.BitSet;
import java.util.Optional;

/**
 * Finds states from which no run ever ends. Works backwards without storing edges: states are swept from the last level to
 * the first, and one is marked if it is an end or has a marked successor, until a sweep marks nothing new. Successors are
 * mostly on later levels, so few sweeps are needed.
 */
final class Livelocks {
    private final StateStore store;
    private final Expander.Lane lane;
    /** By segment: the places of states that can end. */
    private final BitSet[] ends;

    Livelocks(StateStore store, Expander expander) {
        this.store = store;
        lane = expander.new Lane();
        ends = new BitSet[store.segments()];
        for (int s = 0; s < ends.length; s++) {
            ends[s] = new BitSet();
        }
    }

    /** All states of the first level that has one that cannot reach an end. */
    Optional<Targets> find() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int level = store.levels() - 1; level >= 0; level--) {
                changed |= sweep(level);
            }
        }
        for (int level = 0; level < store.levels(); level++) {
            Targets targets = unmarked(level);
            if (!targets.all().isEmpty()) {
                return Optional.of(targets);
            }
        }
        return Optional.empty();
    }

    private boolean sweep(int level) {
        boolean changed = false;
        for (int segment = 0; segment < store.segments(); segment++) {
            for (int place = store.begin(level + 1, segment) - 1; place >= store.begin(level, segment); place--) {
                if (!ends[segment].get(place) && canEnd(store.number(segment, place))) {
                    ends[segment].set(place);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private Targets unmarked(int level) {
        Targets found = new Targets(level);
        for (int segment = 0; segment < store.segments(); segment++) {
            int end = store.begin(level + 1, segment);
            for (int place = ends[segment].nextClearBit(store.begin(level, segment)); place < end;
                 place = ends[segment].nextClearBit(place + 1)) {
                found.add(new Target(store.number(segment, place), -1));
            }
        }
        return found;
    }

    private boolean canEnd(int number) {
        store.get(number, lane.state());
        if (lane.complete()) {
            return true;
        }
        if (!lane.prepare()) {
            throw new IllegalStateException("a stored state has successors that were never seen");
        }
        int moves = 0;
        for (int step = 0; step < lane.steps(); step++) {
            Memo.Leaf leaf = lane.leaf(step);
            if (leaf.others.length > 0) {
                return true;
            }
            for (Memo.Moved move : leaf.moves) {
                moves++;
                int next = store.find(lane.storedSuccessor(move));
                if (next < 0) {
                    throw new IllegalStateException("a stored state has a successor that is not stored");
                }
                if (ends[store.segment(next)].get(store.place(next))) {
                    return true;
                }
            }
        }
        return moves == 0;
    }
}
