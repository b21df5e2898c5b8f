package dev.quiesce.explore;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Finds states from which no run ever ends, without storing edges. All states are swept, more or less from the last level to the
 * first, and from each an end is {@linkplain Probe sought}, or a state that is marked, as it can end; then those on the way are
 * marked, too. In one sweep each state is expanded once at most, and what is left undecided is swept again until a sweep
 * marks nothing new. So what is marked in the end does not depend on the order in which states are looked at, nor on who else
 * marks some meanwhile: a state is if it is an end or has a marked successor. Two sweeps do for most programs.
 */
final class Livelocks {
    /** States that are worth a sweep over several levels at once. */
    private static final long WORTH = 1 << 14;

    private final StateStore store;
    private final Sweep sweep;
    /** The states that can end. */
    private final Marks ends;
    /** Those that were expanded in this sweep. */
    private final Marks expanded;
    /** By level: states that were not marked when the sweep began. */
    private final long[] left;
    private final LongAdder marked = new LongAdder();
    private final Map<Sweep.Eye, Probe> probes = new HashMap<>();

    Livelocks(Sweep sweep) {
        this.sweep = sweep;
        store = sweep.store();
        ends = new Marks(store);
        expanded = new Marks(store);
        left = new long[store.levels()];
    }

    /**
     * Marks all states that can end.
     *
     * @param stop asked now and then: true if that shall end
     * @return     false if it did, or memory ran out: then nothing is known
     */
    boolean mark(BooleanSupplier stop) {
        do {
            for (int level = 0; level < left.length; level++) {
                left[level] = store.size(level) - ends.count(level);
            }
            marked.reset();
            expanded.clear();
            if (!sweepAll(stop)) {
                return false;
            }
        } while (marked.sum() > 0);
        return true;
    }

    private boolean sweepAll(BooleanSupplier stop) {
        int last = left.length - 1;
        long worth = 0;
        for (int level = last; level >= 0; level--) {
            worth += left[level];
            if (worth >= WORTH || level == 0) {
                if (worth > 0 && !sweep.levels(level, last, worth, eye -> probes.computeIfAbsent(eye, this::probe)::from, stop)) {
                    return false;
                }
                last = level - 1;
                worth = 0;
            }
        }
        return true;
    }

    private Probe probe(Sweep.Eye eye) {
        return new Probe(eye, ends, expanded, marked);
    }

    /** All states of the first level that has one that cannot reach an end. */
    Optional<Targets> found() {
        for (int level = 0; level < left.length; level++) {
            if (left[level] > 0) {
                return Optional.of(unmarked(level));
            }
        }
        return Optional.empty();
    }

    private Targets unmarked(int level) {
        Targets found = new Targets(level);
        for (Rows.Range range : store.ranges(level, level)) {
            for (int number = range.begin(); number < range.end(); number++) {
                if (!ends.get(number)) {
                    found.add(new Target(number, -1));
                }
            }
        }
        return found;
    }
}
