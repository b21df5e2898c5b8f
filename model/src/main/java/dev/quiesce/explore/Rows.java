package dev.quiesce.explore;

import java.util.Arrays;

/** A list of rows of equally many words, in chunks that stay where they are. Rows once added may be read while others are added. */
final class Rows {
    private static final int CHUNK_BITS = 12;
    private static final int FIRST_CHUNK = 1 << 4;

    private final int words;
    private final int chunkBits;
    private final int first;
    private long[][] chunks = new long[4][];
    private int size;

    Rows(int words) {
        this(words, CHUNK_BITS, FIRST_CHUNK);
    }

    /**
     * @param chunkBits a chunk has two to the power of so many rows
     * @param first     rows that the first chunk begins with: it grows, as a power of two does
     */
    Rows(int words, int chunkBits, int first) {
        this.words = words;
        this.chunkBits = chunkBits;
        this.first = first;
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
        int chunk = size >> chunkBits;
        int to = at(size);
        if (chunk == chunks.length) {
            chunks = Published.array(Arrays.copyOf(chunks, chunk * 2));
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new long[words * (chunk == 0 ? first : 1 << chunkBits)];
        } else if (to == chunks[chunk].length) {
            long[][] more = chunks.clone();
            more[chunk] = Arrays.copyOf(chunks[chunk], to * 2);
            chunks = Published.array(more);
        }
        copy(from, at, chunks[chunk], to);
        size++;
    }

    /** Keeps the first {@code count} rows only. */
    void truncate(int count) {
        Arrays.fill(chunks, Math.ceilDiv(count, 1 << chunkBits), chunks.length, null);
        size = count;
    }

    /** The chunk that a row is in, {@linkplain #at from there} on. */
    long[] chunk(int row) {
        return chunks[row >> chunkBits];
    }

    /** Where in its chunk a row begins. */
    int at(int row) {
        return (row & (1 << chunkBits) - 1) * words;
    }

    /** A word of a row. */
    long word(int row, int word) {
        return chunk(row)[at(row) + word];
    }

    /** Copies a row to {@code to}. */
    void get(int row, long[] to) {
        copy(chunk(row), at(row), to, 0);
    }

    /** A word or two are copied sooner than a copy of any length gets going. */
    private void copy(long[] from, int at, long[] to, int toAt) {
        for (int w = 0; w < words; w++) {
            to[toAt + w] = from[at + w];
        }
    }
}
