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
    /** By segment: a bit for each place. */
    private final long[][] bits;

    Marks(StateStore store) {
        this.store = store;
        bits = new long[store.segments()][];
        for (int s = 0; s < bits.length; s++) {
            bits[s] = new long[(store.begin(store.levels(), s) >>> 6) + 1];
        }
    }

    boolean get(int number) {
        int place = store.place(number);
        return ((long) WORDS.getOpaque(bits[store.segment(number)], place >>> 6) >>> place & 1) != 0;
    }

    /** Answers whether it was not set before: to one of several threads only. */
    boolean set(int number) {
        int place = store.place(number);
        return ((long) WORDS.getAndBitwiseOr(bits[store.segment(number)], place >>> 6, 1L << place) >>> place & 1) == 0;
    }

    /** How many states of a level are marked; nobody may set any meanwhile. */
    long count(int level) {
        long count = 0;
        for (int s = 0; s < bits.length; s++) {
            int begin = store.begin(level, s);
            int end = store.begin(level + 1, s);
            for (int word = begin >>> 6; word << 6 < end; word++) {
                long inside = word << 6 < begin ? -1L << begin : -1L;
                inside &= end - (word << 6) < Long.SIZE ? (1L << end) - 1 : -1L;
                count += Long.bitCount(bits[s][word] & inside);
            }
        }
        return count;
    }

    /** Takes all marks away; nobody may set any meanwhile. */
    void clear() {
        for (long[] segment : bits) {
            Arrays.fill(segment, 0);
        }
    }
}
