package dev.quiesce.explore;

import java.util.Arrays;

/**
 * Gives equal values the same number: 0, 1, 2 … in order of first appearance. Exact. Open addressing; not safe for use
 * by several threads.
 */
final class Interner<T> {
    private Object[] values = new Object[64];
    private int[] table = new int[128];
    private int size;

    private static int spread(int hash) {
        int h = hash * 0x9E3779B9;
        return h ^ h >>> 15;
    }

    /** The number of {@code value}. */
    int number(T value) {
        int i = place(value);
        if (table[i] != 0) {
            return table[i] - 1;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size] = value;
        table[i] = ++size;
        if (size * 2 > table.length) {
            rehash();
        }
        return size - 1;
    }

    /** The number of {@code value}, -1 if it has none yet. */
    int find(T value) {
        return table[place(value)] - 1;
    }

    private int place(T value) {
        int mask = table.length - 1;
        int i = spread(value.hashCode()) & mask;
        while (table[i] != 0 && !values[table[i] - 1].equals(value)) {
            i = i + 1 & mask;
        }
        return i;
    }

    private void rehash() {
        table = new int[table.length * 2];
        int mask = table.length - 1;
        for (int n = 0; n < size; n++) {
            int i = spread(values[n].hashCode()) & mask;
            while (table[i] != 0) {
                i = i + 1 & mask;
            }
            table[i] = n + 1;
        }
    }

    @SuppressWarnings("unchecked")
    T value(int number) {
        return (T) values[number];
    }

    int size() {
        return size;
    }
}
