package dev.quiesce.axiomatic.relation;

/**
 * A relation between events: row {@code i} is the set of events that {@code i} is related to, a bit an event. Up to 64
 * events a row is one word, and every operator has a path for that case.
 */
public final class Relation {
    final int size;
    final int stride;
    final long[] rows;

    Relation(int size) {
        this.size = size;
        this.stride = Math.max(1, (size + 63) >>> 6);
        this.rows = new long[size * stride];
    }

    public int size() {
        return size;
    }

    public boolean contains(int from, int to) {
        return (rows[from * stride + (to >>> 6)] >>> to & 1) != 0;
    }

    public void add(int from, int to) {
        rows[from * stride + (to >>> 6)] |= 1L << to;
    }

    public void remove(int from, int to) {
        rows[from * stride + (to >>> 6)] &= ~(1L << to);
    }

    /** The first event from {@code at} on that {@code from} is related to, or -1. */
    public int next(int from, int at) {
        int base = from * stride;
        for (int w = at >>> 6, low = at; w < stride; w++, low = w << 6) {
            long word = rows[base + w] & -1L << low;
            if (word != 0) {
                return (w << 6) + Long.numberOfTrailingZeros(word);
            }
        }
        return -1;
    }

    public boolean hasSuccessor(int from) {
        for (int w = from * stride; w < (from + 1) * stride; w++) {
            if (rows[w] != 0) {
                return true;
            }
        }
        return false;
    }

    public boolean isEmpty() {
        for (long word : rows) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    public boolean isIrreflexive() {
        for (int i = 0; i < size; i++) {
            if (contains(i, i)) {
                return false;
            }
        }
        return true;
    }

    /** True if every row of {@code other} is the same as here. */
    boolean same(Relation other) {
        return java.util.Arrays.equals(rows, other.rows);
    }
}
