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
abstract sealed class Rows permits WholeRows, HalvedRows {
    private static final int CHUNK_BITS = 12;
    private static final int FIRST_CHUNK = 1 << 4;

    private final int halves;
    private final int chunkBits;
    private final int first;
    private int count;

    /** Rows of one chunk: the numbers from {@code begin} to before {@code end}. */
    record Range(int begin, int end) {}

    Rows(int halves, int chunkBits, int first) {
        this.halves = halves;
        this.chunkBits = chunkBits;
        this.first = first;
    }

    /** @param words of a row */
    static Rows of(int words) {
        return of(2 * words, CHUNK_BITS, FIRST_CHUNK);
    }

    /**
     * @param halves    of words that are stored of a row; if they are odd, the high half of its last word is 0
     * @param chunkBits a chunk has two to the power of so many rows
     * @param first     rows that the first chunk of a shelf begins with: it grows, as a power of two does
     */
    static Rows of(int halves, int chunkBits, int first) {
        return halves % 2 == 0 ? new WholeRows(halves, chunkBits, first) : new HalvedRows(halves, chunkBits, first);
    }

    /** Rows of other halves under the same numbers, all of them blank; shelves have to be {@linkplain Shelf#in made} for them. */
    Rows blank(int otherHalves) {
        Rows made = of(otherHalves, chunkBits, first);
        for (int c = 0; c < count; c++) {
            made.allot(rows(c));
        }
        return made;
    }

    /** Words of a row. */
    int words() {
        return halves + 1 >> 1;
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
        for (int c = 0; c < count; c++) {
            bytes += 4L * halves * rows(c);
        }
        return bytes;
    }

    private synchronized int allot(int rows) {
        make(count, rows);
        return count++;
    }

    private synchronized void enlarge(int chunk, int rows) {
        make(chunk, rows);
    }

    private synchronized void give(int chunk) {
        drop(chunk);
    }

    /** Rows that a chunk has room for, 0 if it was dropped. */
    abstract int rows(int chunk);

    /** Makes a chunk with room for so many rows, or gives it that room. */
    abstract void make(int chunk, int rows);

    /** Forgets a chunk. */
    abstract void drop(int chunk);

    /** The first word of a row. */
    abstract long first(int row);

    /** The second word of a row that has two. */
    abstract long second(int row);

    /** True if a row is what begins at {@code at}. */
    abstract boolean same(int row, long[] state, int at);

    /** Copies a row to {@code to}. */
    abstract void get(int row, long[] to);

    /** Sets a row to what begins at {@code at}. */
    abstract void set(int row, long[] from, int at);

    /** The rows that one thread adds. */
    final class Shelf {
        private int[] own = new int[1];
        private int chunksOwned;
        private int size;
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
            set(base + next, from, at);
            return base + next;
        }

        void keep() {
            next++;
            size++;
        }

        private void makeRoom() {
            if (room > 0 && room < chunkSize()) {
                room *= 2;
                enlarge(base >> chunkBits, room);
                return;
            }
            int rows = chunksOwned == 0 ? first : chunkSize();
            int number = allot(rows);
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

        /** The same shelf in rows that were made {@linkplain Rows#blank blank} of these. */
        Shelf in(Rows others) {
            Shelf shelf = others.new Shelf();
            shelf.own = own.clone();
            shelf.chunksOwned = chunksOwned;
            shelf.size = size;
            shelf.base = base;
            shelf.next = next;
            shelf.room = room;
            return shelf;
        }

        /** Keeps the first {@code count} rows only; none may be added from then on. */
        void truncate(int count) {
            for (int c = Math.ceilDiv(count, chunkSize()); c < chunksOwned; c++) {
                give(own[c]);
            }
            size = count;
        }
    }
}
