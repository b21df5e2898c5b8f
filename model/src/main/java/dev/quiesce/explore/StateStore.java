package dev.quiesce.explore;

import java.util.Arrays;

/**
 * The visited set: vectors of numbers, each stored once and exactly, in order of discovery. Components are packed into
 * as few 64-bit words as their largest numbers need; when one outgrows its bits everything is packed anew with more. A
 * state's number is its position; its parent is the state it was discovered from.
 *
 * <p>Costs 8 bytes a word, 4 for the parent and 11 to 21 for the index a state. An entry of the index holds half of the
 * state's hash beside its number, so that states that differ are mostly told apart without being looked at, and the index
 * grows without them.
 */
final class StateStore {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;

    /** Longest vector there can be. */
    static final int MAX_COMPONENTS = 4096;

    private int components = 1;
    private int[] bits = new int[MAX_COMPONENTS];
    private int[] word;
    private int[] shift;
    private int words;
    private long[][] data = new long[16][];
    private int[][] parents = new int[16][];
    private long[] index = new long[1 << 12];
    private int size;
    private final long[] packed = new long[MAX_COMPONENTS];

    StateStore() {
        bits[0] = 8;
        layout();
    }

    private void layout() {
        word = new int[MAX_COMPONENTS];
        shift = new int[MAX_COMPONENTS];
        int w = 0;
        int used = 0;
        for (int c = 0; c < components; c++) {
            if (used + bits[c] > Long.SIZE) {
                w++;
                used = 0;
            }
            word[c] = w;
            shift[c] = used;
            used += bits[c];
        }
        words = w + 1;
    }

    int size() {
        return size;
    }

    /** Words a state takes at present. */
    int wordsPerState() {
        return words;
    }

    /** Bytes in use for states, parents and index. */
    long bytes() {
        return (long) size * (8L * words + 4) + 8L * index.length;
    }

    /** The number of the state {@code vector[0..n)} if it is new, else its complement ({@code ~number}). */
    int add(int[] vector, int n, int parent) {
        pack(vector, n);
        int mask = index.length - 1;
        long hash = hash(packed, words);
        int i = place(hash) & mask;
        while (index[i] != 0) {
            if (tag(index[i]) == tag(hash) && same((int) index[i] - 1)) {
                return ~((int) index[i] - 1);
            }
            i = i + 1 & mask;
        }
        append(parent);
        index[i] = tag(hash) | size;
        if (size > index.length - (index.length >> 2)) {
            reindex();
        }
        return size - 1;
    }

    /** The half of a hash that says where in the index to look first. */
    private static int place(long hash) {
        return (int) (hash >>> Integer.SIZE);
    }

    private static long tag(long hash) {
        return hash & -1L << Integer.SIZE;
    }

    /** The number of a state that is known to be stored, -1 if it is not. */
    int find(int[] vector, int n) {
        for (int c = 0; c < n; c++) {
            if (vector[c] >>> bits[c] != 0) {
                return -1;
            }
        }
        pack(vector, n);
        int mask = index.length - 1;
        long hash = hash(packed, words);
        int i = place(hash) & mask;
        while (index[i] != 0) {
            if (tag(index[i]) == tag(hash) && same((int) index[i] - 1)) {
                return (int) index[i] - 1;
            }
            i = i + 1 & mask;
        }
        return -1;
    }

    private void append(int parent) {
        int chunk = size >> CHUNK_BITS;
        if (chunk == data.length) {
            data = Arrays.copyOf(data, chunk * 2);
            parents = Arrays.copyOf(parents, chunk * 2);
        }
        if (data[chunk] == null) {
            data[chunk] = new long[CHUNK * words];
            parents[chunk] = new int[CHUNK];
        }
        System.arraycopy(packed, 0, data[chunk], (size & CHUNK - 1) * words, words);
        parents[chunk][size & CHUNK - 1] = parent;
        size++;
    }

    private boolean same(int n) {
        long[] chunk = data[n >> CHUNK_BITS];
        int at = (n & CHUNK - 1) * words;
        for (int w = 0; w < words; w++) {
            if (chunk[at + w] != packed[w]) {
                return false;
            }
        }
        return true;
    }

    private void pack(int[] vector, int n) {
        for (int c = 0; c < n; c++) {
            if (vector[c] >>> bits[c] != 0) {
                widen(vector, n);
                break;
            }
        }
        Arrays.fill(packed, 0, words, 0);
        for (int c = 0; c < Math.min(n, components); c++) {
            packed[word[c]] |= (long) vector[c] << shift[c];
        }
    }

    /** Packs everything anew with enough bits for {@code vector} and one more for what comes. */
    private void widen(int[] vector, int n) {
        int oldWords = words;
        int[] oldBits = bits.clone();
        int[] oldWord = word;
        int[] oldShift = shift;
        int oldComponents = components;
        for (int c = 0; c < n; c++) {
            int needed = Integer.SIZE - Integer.numberOfLeadingZeros(vector[c]);
            if (needed > bits[c]) {
                bits[c] = Math.min(31, needed + 1);
                components = Math.max(components, c + 1);
            }
        }
        layout();
        long[] buffer = new long[words];
        for (int chunk = 0; chunk << CHUNK_BITS < size; chunk++) {
            long[] old = data[chunk];
            long[] fresh = new long[CHUNK * words];
            int count = Math.min(CHUNK, size - (chunk << CHUNK_BITS));
            for (int s = 0; s < count; s++) {
                Arrays.fill(buffer, 0);
                for (int c = 0; c < oldComponents; c++) {
                    long v = old[s * oldWords + oldWord[c]] >>> oldShift[c] & (1L << oldBits[c]) - 1;
                    buffer[word[c]] |= v << shift[c];
                }
                System.arraycopy(buffer, 0, fresh, s * words, words);
            }
            data[chunk] = fresh;
        }
        rehash();
    }

    /** Doubles the index. */
    private void reindex() {
        long[] old = index;
        index = new long[old.length * 2];
        for (long entry : old) {
            if (entry != 0) {
                enter(entry);
            }
        }
    }

    /** Makes the index anew once states are packed in another way. */
    private void rehash() {
        Arrays.fill(index, 0);
        long[] state = new long[words];
        for (int n = 0; n < size; n++) {
            System.arraycopy(data[n >> CHUNK_BITS], (n & CHUNK - 1) * words, state, 0, words);
            enter(tag(hash(state, words)) | n + 1);
        }
    }

    private void enter(long entry) {
        int mask = index.length - 1;
        int i = place(entry) & mask;
        while (index[i] != 0) {
            i = i + 1 & mask;
        }
        index[i] = entry;
    }

    private static long hash(long[] state, int words) {
        long h = 0;
        for (int w = 0; w < words; w++) {
            h = (h ^ state[w]) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 32;
        }
        h *= 0xD6E8FEB86659FD93L;
        return h ^ h >>> 32;
    }

    /** Unpacks a state and answers how long its vector is; zeros at its end may be left out or not. */
    int get(int number, int[] vector) {
        long[] chunk = data[number >> CHUNK_BITS];
        int at = (number & CHUNK - 1) * words;
        for (int c = 0; c < components; c++) {
            vector[c] = (int) (chunk[at + word[c]] >>> shift[c] & (1L << bits[c]) - 1);
        }
        return components;
    }

    /** The state that {@code number} was discovered from, -1 for the first. */
    int parent(int number) {
        return parents[number >> CHUNK_BITS][number & CHUNK - 1];
    }
}
