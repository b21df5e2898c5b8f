package dev.quiesce.simulate;

import java.util.Arrays;

/**
 * A table from pairs of numbers to numbers, 0 where nothing is stored; immutable, sorted, so that equal contents are
 * equal tables. Small by nature: searched from one end to the other by halves.
 */
final class LongTable {
    static final LongTable EMPTY = new LongTable(new long[0]);
    private static final int WIDTH = 3;

    private final long[] entries;

    private LongTable(long[] entries) {
        this.entries = entries;
    }

    int size() {
        return entries.length / WIDTH;
    }

    long first(int i) {
        return entries[i * WIDTH];
    }

    long second(int i) {
        return entries[i * WIDTH + 1];
    }

    long value(int i) {
        return entries[i * WIDTH + 2];
    }

    private int find(long first, long second) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int order = Long.compare(first(middle), first);
            if (order == 0) {
                order = Long.compare(second(middle), second);
            }
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    long get(long first, long second) {
        int i = find(first, second);
        return i < 0 ? 0 : value(i);
    }

    LongTable with(long first, long second, long value) {
        int i = find(first, second);
        if (i >= 0) {
            if (value(i) == value) {
                return this;
            }
            if (value == 0) {
                long[] fewer = new long[entries.length - WIDTH];
                System.arraycopy(entries, 0, fewer, 0, i * WIDTH);
                System.arraycopy(entries, (i + 1) * WIDTH, fewer, i * WIDTH, fewer.length - i * WIDTH);
                return new LongTable(fewer);
            }
            long[] changed = entries.clone();
            changed[i * WIDTH + 2] = value;
            return new LongTable(changed);
        }
        if (value == 0) {
            return this;
        }
        int at = (-i - 1) * WIDTH;
        long[] more = new long[entries.length + WIDTH];
        System.arraycopy(entries, 0, more, 0, at);
        more[at] = first;
        more[at + 1] = second;
        more[at + 2] = value;
        System.arraycopy(entries, at, more, at + WIDTH, entries.length - at);
        return new LongTable(more);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LongTable t && Arrays.equals(entries, t.entries);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries);
    }
}
