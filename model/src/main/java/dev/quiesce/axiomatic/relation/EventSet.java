package dev.quiesce.axiomatic.relation;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** A set of events, numbered from 0. */
public final class EventSet {
    final long[] words;

    private EventSet(long[] words) {
        this.words = words;
    }

    /** The events below {@code size} for which {@code member} holds. */
    public static EventSet of(int size, IntPredicate member) {
        EventSet set = new EventSet(new long[(size + 63) >>> 6]);
        for (int i = 0; i < size; i++) {
            if (member.test(i)) {
                set.words[i >>> 6] |= 1L << i;
            }
        }
        return set;
    }

    public boolean contains(int event) {
        return (words[event >>> 6] >>> event & 1) != 0;
    }

    public boolean isEmpty() {
        for (long word : words) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    /** The members of this set or of any of {@code others}. */
    public EventSet or(EventSet... others) {
        long[] result = words.clone();
        for (EventSet other : others) {
            for (int w = 0; w < result.length; w++) {
                result[w] |= other.words[w];
            }
        }
        return new EventSet(result);
    }

    public EventSet and(EventSet other) {
        long[] result = words.clone();
        for (int w = 0; w < result.length; w++) {
            result[w] &= other.words[w];
        }
        return new EventSet(result);
    }

    public EventSet minus(EventSet other) {
        long[] result = words.clone();
        for (int w = 0; w < result.length; w++) {
            result[w] &= ~other.words[w];
        }
        return new EventSet(result);
    }

    /** The first member that is at least {@code from}, or -1. */
    public int next(int from) {
        for (int w = from >>> 6, low = from; w < words.length; w++, low = w << 6) {
            long word = words[w] & -1L << low;
            if (word != 0) {
                return (w << 6) + Long.numberOfTrailingZeros(word);
            }
        }
        return -1;
    }

    public int size() {
        return Arrays.stream(words).mapToInt(Long::bitCount).sum();
    }
}
