package dev.quiesce.explore;

import java.util.Arrays;

/** Rows of which the low half of the last word is stored, and what comes before it. */
final class HalvedRows extends Rows {
    private static final long LOW = (1L << Integer.SIZE) - 1;

    private final int halves;
    /** Words that are stored whole. */
    private final int whole;
    private final int chunkBits;
    private int[][] chunks = new int[4][];

    HalvedRows(int halves, int chunkBits, int first) {
        super(halves, chunkBits, first);
        this.halves = halves;
        whole = halves / 2;
        this.chunkBits = chunkBits;
    }

    @Override
    int rows(int chunk) {
        return chunks[chunk] == null ? 0 : chunks[chunk].length / halves;
    }

    @Override
    void make(int chunk, int rows) {
        if (chunk == chunks.length) {
            chunks = Published.array(Arrays.copyOf(chunks, chunk * 2));
        }
        int[] old = chunks[chunk];
        chunks[chunk] = Published.array(old == null ? new int[rows * halves] : Arrays.copyOf(old, rows * halves));
    }

    @Override
    void drop(int chunk) {
        chunks[chunk] = null;
    }

    private int[] chunk(int row) {
        return chunks[row >> chunkBits];
    }

    private int at(int row) {
        return (row & (1 << chunkBits) - 1) * halves;
    }

    private static long word(int[] chunk, int at) {
        return chunk[at] & LOW | (long) chunk[at + 1] << Integer.SIZE;
    }

    @Override
    long first(int row) {
        return word(chunk(row), at(row));
    }

    @Override
    long second(int row) {
        return whole == 1 ? chunk(row)[at(row) + 2] & LOW : word(chunk(row), at(row) + 2);
    }

    @Override
    boolean same(int row, long[] state, int at) {
        int[] chunk = chunk(row);
        int from = at(row);
        for (int w = 0; w < whole; w++) {
            if (word(chunk, from + 2 * w) != state[at + w]) {
                return false;
            }
        }
        return (chunk[from + 2 * whole] & LOW) == state[at + whole];
    }

    @Override
    void get(int row, long[] to) {
        int[] chunk = chunk(row);
        int from = at(row);
        for (int w = 0; w < whole; w++) {
            to[w] = word(chunk, from + 2 * w);
        }
        to[whole] = chunk[from + 2 * whole] & LOW;
    }

    @Override
    void set(int row, long[] from, int at) {
        int[] chunk = chunk(row);
        int to = at(row);
        for (int w = 0; w < whole; w++) {
            chunk[to + 2 * w] = (int) from[at + w];
            chunk[to + 2 * w + 1] = (int) (from[at + w] >>> Integer.SIZE);
        }
        chunk[to + 2 * whole] = (int) from[at + whole];
    }
}
