package dev.quiesce.explore;

/**
 * A set of states of equally many words, each stored once and exactly, numbered in order of appearance. Open addressing
 * with linear probing.
 *
 * <p>Costs 8 bytes a word and 5 to 10 for the index. An entry of the index is a number and as much of the state's hash as
 * there is room for beside it, so that states that differ are mostly told apart without being looked at. Not safe for use
 * by several threads, but states once added may be read while others are added.
 */
final class PackedSet {
    private static final int CHUNK_BITS = 14;
    private static final int FIRST_CHUNK = 1 << 6;
    private static final int FIRST_INDEX_BITS = 8;
    /** The part of a hash that says where to look first. The bits above are for whoever has several sets, those below are tags. */
    private static final int PLACE_SHIFT = 26;
    private static final int BATCH = 128;

    private final int words;
    private final int most;
    private final Rows rows;
    private int numberBits = FIRST_INDEX_BITS;
    private int[] index;
    private final int[] entries = new int[BATCH];
    private final int[] likely = new int[BATCH];
    private final long[] firsts = new long[BATCH];

    PackedSet(int words) {
        this(words, Integer.MAX_VALUE);
    }

    /** @param most states there is room for */
    PackedSet(int words, int most) {
        this(words, most, 0);
    }

    /**
     * @param most     states there is room for
     * @param expected states that the index has room for at once
     */
    PackedSet(int words, int most, int expected) {
        this.words = words;
        this.most = most;
        rows = new Rows(words, CHUNK_BITS, FIRST_CHUNK);
        while (isFull(expected)) {
            numberBits++;
        }
        index = new int[1 << numberBits];
    }

    int size() {
        return rows.size();
    }

    /** Would so many states be too many for the index? */
    private boolean isFull(int states) {
        int places = 1 << numberBits;
        return states > places - (places >> 2);
    }

    /** Bytes in use. */
    long bytes() {
        return rows.bytes() + 4L * index.length;
    }

    /** Mixes all words of the state at {@code at}. */
    static long hash(long[] state, int at, int words) {
        long h = 0;
        for (int w = 0; w < words; w++) {
            h = (h ^ state[at + w]) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 32;
        }
        h *= 0xD6E8FEB86659FD93L;
        return h ^ h >>> 32;
    }

    private int place(long hash) {
        return (int) (hash >>> PLACE_SHIFT) & index.length - 1;
    }

    private int tag(long hash) {
        return (int) hash << numberBits;
    }

    /** The place in the index that the state at {@code at} has, or would have: there is nothing then. */
    private int probe(long[] states, int at, long hash) {
        int tag = tag(hash);
        int low = index.length - 1;
        int i = place(hash);
        for (int entry = index[i]; entry != 0; entry = index[i]) {
            if ((entry & ~low) == tag && same((entry & low) - 1, states, at)) {
                break;
            }
            i = i + 1 & low;
        }
        return i;
    }

    private int numberAt(int i) {
        return (index[i] & index.length - 1) - 1;
    }

    /** The number of the state at {@code at} if it is new, else its complement ({@code ~number}). */
    int add(long[] states, int at, long hash) {
        int i = probe(states, at, hash);
        if (index[i] != 0) {
            return ~numberAt(i);
        }
        if (rows.size() == most) {
            throw new OutOfMemoryError("more states than can be numbered");
        }
        rows.add(states, at);
        int size = rows.size();
        index[i] = tag(hash) | size;
        if (isFull(size)) {
            grow();
        }
        return size - 1;
    }

    /**
     * Adds {@code count} states and answers whether one of them was known with a number below {@code below}. Goes through
     * many states once for their places in the index, once for the entries that may mean them and once for what those
     * mean, before the first is added: so the memory, which is far away, serves them together and not one after the other.
     */
    boolean addAll(long[] states, long[] hashes, int count, int below) {
        if (rows.size() == 0 && count > 0) {
            add(states, 0, hashes[0]); // there is a state 0 to compare with from now on
        }
        boolean old = false;
        for (int from = 0; from < count; from += BATCH) {
            int many = Math.min(count - from, BATCH);
            readAhead(hashes, from, many);
            for (int i = 0; i < many; i++) {
                int at = (from + i) * words;
                int number = likely[i];
                if (firsts[i] != states[at] || words > 1 && !same(number, states, at)) {
                    number = add(states, at, hashes[from + i]);
                    number ^= number >> Integer.SIZE - 1;
                }
                old |= number < below;
            }
        }
        return old;
    }

    /** Reads for each state the number that it has if it is known, and the first word of the state that has it. */
    private void readAhead(long[] hashes, int from, int many) {
        int[] slots = index;
        int low = slots.length - 1;
        for (int i = 0; i < many; i++) {
            entries[i] = slots[(int) (hashes[from + i] >>> PLACE_SHIFT) & low];
        }
        for (int i = 0; i < many; i++) {
            int tag = tag(hashes[from + i]);
            int at = place(hashes[from + i]);
            int entry = entries[i];
            while (entry != 0 && ((entry ^ tag) & ~low) != 0) {
                at = at + 1 & low;
                entry = slots[at];
            }
            likely[i] = Math.max((entry & low) - 1, 0);
            firsts[i] = rows.word(likely[i], 0);
        }
    }

    /** The number of the state at {@code at}, -1 if it is not there. */
    int find(long[] states, int at, long hash) {
        return numberAt(probe(states, at, hash));
    }

    private boolean same(int n, long[] states, int at) {
        long[] chunk = rows.chunk(n);
        int from = rows.at(n);
        for (int w = 0; w < words; w++) {
            if (chunk[from + w] != states[at + w]) {
                return false;
            }
        }
        return true;
    }

    /** Doubles the index. Entries hold too little of a hash to be moved, so it is made anew from the states. */
    private void grow() {
        if (numberBits == Integer.SIZE - 2) {
            throw new OutOfMemoryError("more states than an index can number");
        }
        index = new int[1 << numberBits + 1];
        numberBits++;
        int low = index.length - 1;
        int sum = 0;
        int size = rows.size();
        for (int from = 0; from < size; from += BATCH) {
            int many = Math.min(size - from, BATCH);
            for (int i = 0; i < many; i++) {
                int n = from + i;
                firsts[i] = hash(rows.chunk(n), rows.at(n), words);
                sum += index[place(firsts[i])]; // reads many at a time what is far away
            }
            for (int i = 0; i < many; i++) {
                int at = place(firsts[i]);
                while (index[at] != 0) {
                    at = at + 1 & low;
                }
                index[at] = tag(firsts[i]) | from + i + 1;
            }
        }
        entries[0] = sum;
    }

    /** Keeps the first {@code count} states only, and gives the index up: from then on states can be read and no more. */
    void strip(int count) {
        index = new int[0];
        rows.truncate(count);
    }

    /** Copies a state to {@code to}. */
    void get(int number, long[] to) {
        rows.get(number, to);
    }
}
