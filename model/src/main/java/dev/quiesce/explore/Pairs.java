package dev.quiesce.explore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Numbers pairs of 64-bit words, or single ones: 0, 1, 2 … in order of first appearance, equal ones alike. Exact. Open
 * addressing with linear probing.
 *
 * <p>Safe for use by several threads. A pair that is known is found without a lock: what is written of it comes before its
 * entry in the index, and who misses one there because the index was made anew meanwhile looks again under the lock.
 */
final class Pairs {
    private static final int FIRST_INDEX = 1 << 6;
    private static final int MOST_INDEX = 1 << 30;
    private static final VarHandle ENTRIES = MethodHandles.arrayElementVarHandle(int[].class);

    private final int words;
    private final Rows rows;
    private final Rows.Shelf shelf;
    private final long[] added;
    private volatile int[] index = new int[FIRST_INDEX];

    /** @param words that are numbered together, 1 or 2; if 1, the second is always 0 */
    Pairs(int words) {
        this.words = words;
        rows = Rows.of(words);
        shelf = rows.new Shelf();
        added = new long[words];
    }

    /** Bytes in use. */
    synchronized long bytes() {
        return rows.bytes() + 4L * index.length;
    }

    private static int spread(long first, long second) {
        long h = (first * 0x9E3779B97F4A7C15L ^ first >>> 32) + second;
        h = (h ^ h >>> 32) * 0xD6E8FEB86659FD93L;
        return (int) (h >>> 32);
    }

    /** The number of a pair, which gets one if it has none. */
    int number(long first, long second) {
        int known = find(first, second);
        return known >= 0 ? known : add(first, second);
    }

    /** The number of a pair, -1 if it has none. */
    int find(long first, long second) {
        int[] entries = index;
        int low = entries.length - 1;
        int i = spread(first, second) & low;
        for (int entry = entry(entries, i); entry != 0; entry = entry(entries, i)) {
            if (first(entry - 1) == first && second(entry - 1) == second) {
                return entry - 1;
            }
            i = i + 1 & low;
        }
        return -1;
    }

    private static int entry(int[] entries, int i) {
        return (int) ENTRIES.getAcquire(entries, i);
    }

    private synchronized int add(long first, long second) {
        int known = find(first, second);
        if (known >= 0) {
            return known;
        }
        if (shelf.size() >= index.length - (index.length >> 2)) {
            grow();
        }
        added[0] = first;
        added[words - 1] = words == 1 ? first : second;
        int number = shelf.put(added, 0);
        shelf.keep();
        enter(index, number);
        return number;
    }

    private void enter(int[] entries, int number) {
        int low = entries.length - 1;
        int i = spread(first(number), second(number)) & low;
        while (entries[i] != 0) {
            i = i + 1 & low;
        }
        ENTRIES.setRelease(entries, i, number + 1);
    }

    private void grow() {
        if (index.length == MOST_INDEX) {
            throw new OutOfMemoryError("more parts of states than can be numbered");
        }
        int[] entries = new int[index.length * 2];
        for (int n = 0; n < shelf.size(); n++) {
            enter(entries, n);
        }
        index = entries;
    }

    /** The first word of a pair that has the number. */
    long first(int number) {
        return rows.first(number);
    }

    long second(int number) {
        return words == 1 ? 0 : rows.second(number);
    }
}
