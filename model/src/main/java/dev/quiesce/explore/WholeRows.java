package dev.quiesce.explore;

import java.util.Arrays;

/** Rows of which all words are stored. */
final class WholeRows extends Rows {
    private final int words;
    private final int chunkBits;
    private long[][] chunks = new long[4][];

    WholeRows(int halves, int chunkBits, int first) {
        super(halves, chunkBits, first);
        words = halves / 2;
        this.chunkBits = chunkBits;
    }

    @Override
    int rows(int chunk) {
        return chunks[chunk] == null ? 0 : chunks[chunk].length / words;
    }

    @Override
    void make(int chunk, int rows) {
        if (chunk == chunks.length) {
            chunks = Published.array(Arrays.copyOf(chunks, chunk * 2));
        }
        long[] old = chunks[chunk];
        chunks[chunk] = Published.array(old == null ? new long[rows * words] : Arrays.copyOf(old, rows * words));
    }

    @Override
    void drop(int chunk) {
        chunks[chunk] = null;
    }

    private long[] chunk(int row) {
        return chunks[row >> chunkBits];
    }

    private int at(int row) {
        return (row & (1 << chunkBits) - 1) * words;
    }

    @Override
    long first(int row) {
        return chunk(row)[at(row)];
    }

    @Override
    long second(int row) {
        return chunk(row)[at(row) + 1];
    }

    @Override
    boolean same(int row, long[] state, int at) {
        long[] chunk = chunk(row);
        int from = at(row);
        for (int w = 0; w < words; w++) {
            if (chunk[from + w] != state[at + w]) {
                return false;
            }
        }
        return true;
    }

    /** A word or two are copied sooner than a copy of any length gets going. */
    @Override
    void get(int row, long[] to) {
        long[] chunk = chunk(row);
        int from = at(row);
        for (int w = 0; w < words; w++) {
            to[w] = chunk[from + w];
        }
    }

    @Override
    void set(int row, long[] from, int at) {
        long[] chunk = chunk(row);
        int to = at(row);
        for (int w = 0; w < words; w++) {
            chunk[to + w] = from[at + w];
        }
    }
}
