package dev.quiesce.explore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A mark for each stored state, which several threads may set and ask for. Who asks while others set some gets an answer that is true or was a
 * moment ago.
 */
final class Marks {
    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    private final StateStore store;
    /** A bit for each number. */
    private final long[] bits;

    Marks(StateStore store) {
        this.store = store;
        bits = new long[(store.limit() >>> 6) + 1];
    }

    boolean get(int number) {
        return ((long) WORDS.getOpaque(bits, number >>> 6) >>> number & 1) != 0;
    }

    /** Answers whether it was not set before: to one of several threads only. */
    boolean set(int number) {
        return ((long) WORDS.getAndBitwiseOr(bits, number >>> 6, 1L << number) >>> number & 1) == 0;
    }

    /** How many states of a level are marked; nobody may set any meanwhile. */
    long count(int level) {
        long count = 0;
        for (Rows.Range range : store.ranges(level, level)) {
            int begin = range.begin();
            int end = range.end();
            for (int word = begin >>> 6; word << 6 < end; word++) {
                long inside = word << 6 < begin ? -1L << begin : -1L;
                inside &= end - (word << 6) < Long.SIZE ? (1L << end) - 1 : -1L;
                count += Long.bitCount(bits[word] & inside);
            }
        }
        return count;
    }

    /** Takes all marks away; nobody may set any meanwhile. */
    void clear() {
        Arrays.fill(bits, 0);
    }
}
