package dev.quiesce.explore;

import dev.quiesce.explore.Rows.Range;
import java.util.Arrays;
import java.util.List;

/**
 * Where only fingerprints are stored: the states of the level that is expanded and of the next, and, if wanted, which state
 * each of all was found from, by their numbers.
 */
final class Recent {
    private final Layout layout;
    /** Null if nobody wants to know. */
    private final Table parents;
    private final Table states;

    /** Words for each number, in chunks that are there if somebody has written to them. */
    private static final class Table {
        private static final int CHUNK_BITS = 12;
        private final int words;
        private long[][] chunks = new long[4][];

        Table(int words) {
            this.words = words;
        }

        private static int at(int number) {
            return number & (1 << CHUNK_BITS) - 1;
        }

        void put(int number, long[] from, int at) {
            System.arraycopy(from, at, chunk(number >> CHUNK_BITS), at(number) * words, words);
        }

        /** Each is written to by one thread, which may find what others have made meanwhile missing. */
        private long[] chunk(int chunk) {
            long[][] known = chunks;
            return chunk < known.length && known[chunk] != null ? known[chunk] : made(chunk);
        }

        private synchronized long[] made(int chunk) {
            if (chunk >= chunks.length) {
                chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length * 2));
            }
            if (chunks[chunk] == null) {
                chunks[chunk] = new long[words << CHUNK_BITS];
            }
            return chunks[chunk];
        }

        void get(int number, long[] to) {
            System.arraycopy(chunks[number >> CHUNK_BITS], at(number) * words, to, 0, words);
        }

        /** Forgets all but some. */
        void keep(List<Range> ranges) {
            long[][] kept = new long[chunks.length][];
            for (Range range : ranges) {
                for (int c = range.begin() >> CHUNK_BITS; c <= range.end() - 1 >> CHUNK_BITS; c++) {
                    kept[c] = chunks[c];
                }
            }
            chunks = kept;
        }

        long bytes() {
            return Arrays.stream(chunks).filter(c -> c != null).count() * 8L * words << CHUNK_BITS;
        }
    }

    Recent(Layout layout, Storage storage) {
        this.layout = layout;
        parents = storage.parents() ? new Table(1) : null;
        states = new Table(layout.words());
    }

    /**
     * The same, packed by another layout.
     *
     * @param ranges the numbers of the states of both levels
     */
    Recent(Recent other, List<Range> ranges, Layout layout) {
        this.layout = layout;
        parents = other.parents;
        states = new Table(layout.words());
        int[] vector = new int[Math.max(other.layout.components(), layout.components())];
        long[] before = new long[other.layout.words()];
        long[] after = new long[layout.words()];
        for (Range range : ranges) {
            for (int number = range.begin(); number < range.end(); number++) {
                other.states.get(number, before);
                other.layout.unpack(before, vector);
                layout.pack(vector, after);
                states.put(number, after, 0);
            }
        }
    }

    /** Words that are kept of a state beside its fingerprint: the number of the one that it was found from, and itself. */
    int words() {
        return 1 + layout.words();
    }

    /** Forgets the states that have other numbers. */
    void keep(List<Range> ranges) {
        states.keep(ranges);
    }

    /** Adds a state to the next level. */
    void put(int number, long[] entries, int at) {
        if (parents != null) {
            parents.put(number, entries, at);
        }
        states.put(number, entries, at + 1);
    }

    /** A state of one of the two levels. */
    void get(int number, long[] state) {
        states.get(number, state);
    }

    /** The number of the state that one was found from. */
    int parent(int number) {
        long[] parent = new long[1];
        parents.get(number, parent);
        return (int) parent[0];
    }

    long bytes() {
        return states.bytes() + (parents == null ? 0 : parents.bytes());
    }
}
