package dev.quiesce.explore;

import java.util.Arrays;

/** A list of rows of equally many words. Rows once added may be read while others are added. */
final class Rows {
    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FIRST_CHUNK = 1 << 4;

    private final int words;
    private long[][] chunks = new long[4][];
    private int size;

    Rows(int words) {
        this.words = words;
    }

    int size() {
        return size;
    }

    /** Bytes in use. */
    long bytes() {
        long bytes = 0;
        for (long[] chunk : chunks) {
            bytes += chunk == null ? 0 : 8L * chunk.length;
        }
        return bytes;
    }

    /** Adds the row that begins at {@code at}. */
    void add(long[] from, int at) {
        int chunk = size >> CHUNK_BITS;
        int to = (size & CHUNK - 1) * words;
        if (chunk == chunks.length) {
            chunks = Published.array(Arrays.copyOf(chunks, chunk * 2));
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new long[words * (chunk == 0 ? FIRST_CHUNK : CHUNK)];
        } else if (to == chunks[chunk].length) {
            long[][] more = chunks.clone();
            more[chunk] = Arrays.copyOf(chunks[chunk], to * 2);
            chunks = Published.array(more);
        }
        System.arraycopy(from, at, chunks[chunk], to, words);
        size++;
    }

    /** A word of a row. */
    long word(int row, int word) {
        return chunks[row >> CHUNK_BITS][(row & CHUNK - 1) * words + word];
    }

    /** Copies a row to {@code to}. */
    void get(int row, long[] to) {
        System.arraycopy(chunks[row >> CHUNK_BITS], (row & CHUNK - 1) * words, to, 0, words);
    }
}
