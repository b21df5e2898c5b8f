package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.graph.Execution;
import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.relation.EventSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Atomic operations that read and write, in the order in which they follow one another. No two of them read the same write.
 * So instead of asking what an operation reads, which is often what another one writes whose value is not known either, it
 * is asked which operation reads a write whose value is known, if any: values are known from the first on, and what
 * contradicts them is left at once.
 */
final class Operations {
    /** A write whose value is known and the reads of operations that may read it. */
    record Turn(int write, List<Integer> reads) {}

    /** No execution is left. */
    static final Turn NONE = new Turn(-1, List.of());

    private final Execution execution;
    private final EventStructure structure;
    /** Writes that no operation reads. */
    private final boolean[] untaken;

    Operations(Execution execution) {
        this.execution = execution;
        this.structure = execution.structure();
        this.untaken = new boolean[structure.size()];
    }

    /** True of the read of an operation that also writes; locks have an order of their own. */
    private boolean writes(int read) {
        Event event = structure.event(read);
        return event.partner() >= 0 && !event.tag().isLock();
    }

    /** True unless {@code read} is that of an operation and cannot be the one that follows {@code write}. */
    boolean mayFollow(int read, int write) {
        if (!writes(read)) {
            return true;
        }
        if (untaken[write]) {
            return false;
        }
        EventSet reads = structure.reads();
        for (int r = reads.next(0); r >= 0; r = reads.next(r + 1)) {
            if (r != read && execution.source(r) == write && writes(r)) {
                return false;
            }
        }
        return true;
    }

    /** No operation reads {@code write}, or this is open again. */
    void setUntaken(int write, boolean now) {
        untaken[write] = now;
    }

    /**
     * The write that the fewest operations may follow, of those whose value is known; null if there is none, {@link #NONE} if
     * operations would have to follow one another in a circle.
     *
     * @param candidates the writes that a read may read from
     */
    Turn next(IntFunction<int[]> candidates) {
        List<List<Integer>> readers = new ArrayList<>();
        for (int w = 0; w < structure.size(); w++) {
            readers.add(new ArrayList<>());
        }
        boolean[] open = new boolean[structure.size()];
        List<Integer> sources = new ArrayList<>();
        EventSet reads = structure.reads();
        for (int r = reads.next(0); r >= 0; r = reads.next(r + 1)) {
            if (execution.source(r) == Execution.OPEN && execution.isLocated(r) && writes(r)) {
                open[structure.number(structure.thread(r), structure.event(r).partner())] = true;
                for (int w : candidates.apply(r)) {
                    sources.add(w);
                    readers.get(w).add(r);
                }
            }
        }
        Turn best = null;
        for (int w : sources) {
            if (execution.isValued(w) && (best == null || readers.get(w).size() < best.reads().size())) {
                best = new Turn(w, readers.get(w));
            }
        }
        return best == null && !sources.isEmpty() && sources.stream().allMatch(w -> open[w]) ? NONE : best;
    }
}
