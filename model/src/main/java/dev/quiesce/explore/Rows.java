package dev.quiesce.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of equally many words, in chunks that stay where they are. Each chunk is filled by one thread, from a {@linkplain Shelf
 * shelf} of its own, so that none waits for others; the number of a row tells the chunk and the place in it. The rows of one
 * shelf alone are numbered 0, 1, 2 and so on. Rows once added may be read, while others are added, by whoever has their number from the
 * thread that added them.
 */
final class Rows {
    private static final int CHUNK_BITS = 12;
    private static final int FIRST_CHUNK = 1 << 4;

    private final int words;
    private final int chunkBits;
    private final int first;
    private long[][] chunks = new long[4][];
    private int count;

    /** Rows of one chunk: the numbers from {@code begin} to before {@code end}. */
    record Range(int begin, int end) {}

    Rows(int words) {
        this(words, CHUNK_BITS, FIRST_CHUNK);
    }

    /**
     * @param chunkBits a chunk has two to the power of so many rows
     * @param first     rows that the first chunk of a shelf begins with: it grows, as a power of two does
     */
    Rows(int words, int chunkBits, int first) {
        this.words = words;
        this.chunkBits = chunkBits;
        this.first = first;
    }

    /** Rows for other words under the numbers of others; their shelves have to be {@linkplain Shelf#in made} for them. */
    Rows(Rows others, int words) {
        this(words, others.chunkBits, others.first);
        count = others.count;
        chunks = new long[others.chunks.length][];
        for (int c = 0; c < count; c++) {
            chunks[c] = new long[others.chunks[c].length / others.words * words];
        }
    }

    /** Numbers there can be so far: all are below. */
    int limit() {
        return count << chunkBits;
    }

    /** Numbers that a chunk has. */
    int chunkSize() {
        return 1 << chunkBits;
    }

    /** Bytes in use. */
    synchronized long bytes() {
        long bytes = 0;
        for (long[] chunk : chunks) {
            bytes += chunk == null ? 0 : 8L * chunk.length;
        }
        return bytes;
    }

    private synchronized int allot(long[] chunk) {
        if (count == chunks.length) {
            chunks = Published.array(Arrays.copyOf(chunks, count * 2));
        }
        chunks[count] = Published.array(chunk);
        return count++;
    }

    private synchronized void replace(int number, long[] chunk) {
        chunks[number] = Published.array(chunk);
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

    /** Replaces a row. */
    void set(int row, long[] from) {
        copy(from, 0, chunk(row), at(row));
    }

    /** A word or two are copied sooner than a copy of any length gets going. */
    private void copy(long[] from, int at, long[] to, int toAt) {
        for (int w = 0; w < words; w++) {
            to[toAt + w] = from[at + w];
        }
    }

    /** The rows that one thread adds. */
    final class Shelf {
        private int[] own = new int[1];
        private int chunksOwned;
        private int size;
        private long[] chunk = {};
        private int base;
        private int next;
        private int room;

        int size() {
            return size;
        }

        /** Writes what becomes the next row if it is {@linkplain #keep kept}, which begins at {@code at}, and answers its number. */
        int put(long[] from, int at) {
            if (next == room) {
                makeRoom();
            }
            copy(from, at, chunk, next * words);
            return base + next;
        }

        void keep() {
            next++;
            size++;
        }

        private void makeRoom() {
            if (room > 0 && room < chunkSize()) {
                chunk = Arrays.copyOf(chunk, chunk.length * 2);
                replace(base >> chunkBits, chunk);
                room *= 2;
                return;
            }
            int rows = chunksOwned == 0 ? first : chunkSize();
            chunk = new long[words * rows];
            int number = allot(chunk);
            if (chunksOwned == own.length) {
                own = Arrays.copyOf(own, chunksOwned * 2);
            }
            own[chunksOwned++] = number;
            base = number << chunkBits;
            next = 0;
            room = rows;
        }

        /** The number of the row that is the {@code place}th here. */
        int number(int place) {
            return (own[place >> chunkBits] << chunkBits) + (place & chunkSize() - 1);
        }

        /** The rows from the {@code from}th to before the {@code to}th. */
        List<Range> ranges(int from, int to) {
            List<Range> ranges = new ArrayList<>();
            for (int place = from; place < to; ) {
                int end = Math.min(to, (place | chunkSize() - 1) + 1);
                ranges.add(new Range(number(place), number(place) + end - place));
                place = end;
            }
            return ranges;
        }

        /** The same shelf in rows that were made for other words. */
        Shelf in(Rows others) {
            Shelf shelf = others.new Shelf();
            shelf.own = own.clone();
            shelf.chunksOwned = chunksOwned;
            shelf.size = size;
            shelf.chunk = chunksOwned == 0 ? shelf.chunk : others.chunks[base >> chunkBits];
            shelf.base = base;
            shelf.next = next;
            shelf.room = room;
            return shelf;
        }

        /** Keeps the first {@code count} rows only; none may be added from then on. */
        void truncate(int count) {
            for (int c = Math.ceilDiv(count, chunkSize()); c < chunksOwned; c++) {
                replace(own[c], null);
            }
            size = count;
        }
    }
}
