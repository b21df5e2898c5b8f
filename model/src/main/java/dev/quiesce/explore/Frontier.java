package dev.quiesce.explore;

import dev.quiesce.explore.Rows.Range;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The states of one level that are still to be expanded, or of several that are looked at once more, given out in pieces. What was
 * found together leads to the same states: so each worker gets what lies side by side, as long as there is enough for all.
 */
final class Frontier {
    /** States of a piece. */
    private static final int PIECE = 64;

    /** What no worker has begun. */
    private final Deque<Range> waiting = new ArrayDeque<>();
    /** By worker: what is left of what it has begun, null if nothing is. */
    private final Range[] begun;
    private final boolean lastFirst;
    private long left;

    Frontier(StateStore store, int level, int workers) {
        this(store.ranges(level, level), workers, false);
    }

    /** @param lastFirst gives those out first that were found last */
    Frontier(List<Range> ranges, int workers, boolean lastFirst) {
        this.lastFirst = lastFirst;
        begun = new Range[workers];
        for (Range range : lastFirst ? ranges.reversed() : ranges) {
            waiting.addLast(range);
            left += size(range);
        }
    }

    private static int size(Range range) {
        return range == null ? 0 : range.end() - range.begin();
    }

    /** The next piece for a worker, null if there is none. */
    synchronized Range take(int worker) {
        if (begun[worker] == null && (begun[worker] = waiting.poll()) == null && !share(worker)) {
            return null;
        }
        Range all = begun[worker];
        int count = Math.min(size(all), PIECE);
        int middle = lastFirst ? all.end() - count : all.begin() + count;
        Range piece = lastFirst ? new Range(middle, all.end()) : new Range(all.begin(), middle);
        begun[worker] = size(all) == count ? null
            : lastFirst ? new Range(all.begin(), middle) : new Range(middle, all.end());
        left -= count;
        return piece;
    }

    /** Takes over half of the most that another worker has begun and not done. False if nobody has anything left. */
    private boolean share(int worker) {
        int richest = worker;
        for (int w = 0; w < begun.length; w++) {
            richest = size(begun[w]) > size(begun[richest]) ? w : richest;
        }
        Range all = begun[richest];
        if (all == null) {
            return false;
        }
        int middle = all.begin() + size(all) / 2;
        begun[worker] = new Range(middle, all.end());
        begun[richest] = middle == all.begin() ? null : new Range(all.begin(), middle);
        return true;
    }

    /** Gives back what was taken and not expanded. */
    synchronized void put(Range piece) {
        if (size(piece) > 0) {
            waiting.addFirst(piece);
            left += size(piece);
        }
    }

    /** States that nobody has taken. */
    synchronized long left() {
        return left;
    }
}
