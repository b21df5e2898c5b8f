package dev.quiesce.explore;

import dev.quiesce.simulate.Outcome;
import java.util.BitSet;

/**
 * Finds states from which no run ever ends. Works backwards without storing edges: states are swept from the last
 * discovered to the first, and one is marked if it is an end or has a marked successor, until a sweep marks nothing new.
 * Successors are mostly discovered later, so few sweeps are needed.
 */
final class Livelocks {
    private final StateStore store;
    private final Expander expander;
    private final int[] vector = new int[StateStore.MAX_COMPONENTS];

    Livelocks(StateStore store, Expander expander) {
        this.store = store;
        this.expander = expander;
    }

    /** The first discovered state that cannot reach an end, -1 if there is none. */
    int find() {
        BitSet ends = new BitSet(store.size());
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int n = store.size() - 1; n >= 0; n--) {
                if (!ends.get(n) && canEnd(n, ends)) {
                    ends.set(n);
                    changed = true;
                }
            }
        }
        int first = ends.nextClearBit(0);
        return first < store.size() ? first : -1;
    }

    private boolean canEnd(int n, BitSet ends) {
        store.get(n, vector);
        if (expander.complete(vector)) {
            return true;
        }
        Search search = new Search(ends);
        expander.expand(vector, search);
        return search.found || search.moves == 0;
    }

    private final class Search implements Expander.Sink {
        private final BitSet ends;
        private boolean found;
        private int moves;

        Search(BitSet ends) {
            this.ends = ends;
        }

        @Override
        public void moved(int slot, int[] successor, int length, Outcome.Access[] footprint) {
            moves++;
            if (!found) {
                int number = store.add(successor, length, -1);
                found = ends.get(number < 0 ? ~number : number);
            }
        }

        @Override
        public void failed(int slot, Outcome.Failed failure) {
            found = true;
        }

        @Override
        public void discarded(int slot) {
            found = true;
        }

        @Override
        public void endless(int slot, Outcome.Endless end) {
            found = true;
        }
    }
}
