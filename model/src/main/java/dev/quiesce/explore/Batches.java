package dev.quiesce.explore;

/** Entries that wait, by segment of a {@linkplain StateStore store}, until there are enough to be added together. */
final class Batches {
    /** Entries of one segment that are added together. */
    static final int SIZE = 128;

    private final StateStore store;
    private final int words;
    /** By segment: the entries, one after the other, their hashes, and how many there are. */
    final long[][] entries;
    final long[][] hashes;
    final int[] counts;

    Batches(StateStore store) {
        this.store = store;
        words = store.entryWords();
        entries = new long[store.segments()][SIZE * words];
        hashes = new long[store.segments()][SIZE];
        counts = new int[store.segments()];
    }

    void put(long[] entry, long hash) {
        int segment = store.segmentOf(hash);
        int n = counts[segment]++;
        System.arraycopy(entry, 0, entries[segment], n * words, words);
        hashes[segment][n] = hash;
        if (n == SIZE - 1) {
            add(segment);
        }
    }

    /** Adds what waits for a segment. True if some of that was known before the level began. */
    boolean add(int segment) {
        int count = counts[segment];
        counts[segment] = 0;
        return count > 0 && store.addAll(segment, entries[segment], hashes[segment], count);
    }

    /** Adds all that waits. True if some of it was known before the level began. */
    boolean add() {
        boolean known = false;
        for (int s = 0; s < counts.length; s++) {
            known |= add(s);
        }
        return known;
    }
}
