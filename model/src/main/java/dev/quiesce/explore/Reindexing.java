package dev.quiesce.explore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The index of a {@link PackedSet} in the making: from the states, as entries hold too little of a hash to be moved. It is made piece
 * by piece, by whoever {@linkplain #help comes by} and could only wait otherwise.
 */
final class Reindexing {
    /** States of a piece: some milliseconds at most. */
    private static final int PIECE = 1 << 13;
    private static final VarHandle ENTRIES = MethodHandles.arrayElementVarHandle(int[].class);

    final int[] index;
    final int numberBits;
    private final Rows rows;
    private final List<Rows.Shelf> shelves;
    private final int pieces;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    /** So that reading ahead is not left out for having no effect. */
    private int warmed;

    /**
     * @param shelves    that hold the rows, to which nobody adds meanwhile
     * @param bits       entries, as a power of two
     * @param numberBits bits of an entry that are a number plus 1
     */
    Reindexing(Rows rows, List<Rows.Shelf> shelves, int bits, int numberBits) {
        this.rows = rows;
        this.shelves = shelves;
        this.numberBits = numberBits;
        index = new int[1 << bits];
        pieces = shelves.stream().mapToInt(Reindexing::pieces).sum();
    }

    private static int pieces(Rows.Shelf shelf) {
        return Math.ceilDiv(shelf.size(), PIECE);
    }

    /** Makes pieces until all are begun; {@code hashes} is where to put those of some states. */
    void help(long[] hashes) {
        while (begun.get() < pieces) {
            int piece = begun.getAndIncrement();
            if (piece < pieces) {
                make(piece, hashes);
                done.getAndIncrement();
            }
        }
    }

    /** True if all pieces are made. */
    boolean done() {
        return done.get() == pieces;
    }

    private void make(int piece, long[] hashes) {
        int left = piece;
        for (Rows.Shelf shelf : shelves) {
            if (left < pieces(shelf)) {
                enter(shelf, left * PIECE, Math.min(shelf.size(), (left + 1) * PIECE), hashes);
                return;
            }
            left -= pieces(shelf);
        }
    }

    private void enter(Rows.Shelf shelf, int begin, int end, long[] hashes) {
        int low = index.length - 1;
        int sum = 0;
        long[] row = new long[rows.words()];
        for (int from = begin; from < end; from += hashes.length) {
            int many = Math.min(end - from, hashes.length);
            for (int i = 0; i < many; i++) {
                int n = shelf.number(from + i);
                rows.get(n, row);
                hashes[i] = PackedSet.hash(row, 0, row.length);
                sum += index[PackedSet.place(hashes[i], low)]; // reads many at a time what is far away
            }
            for (int i = 0; i < many; i++) {
                int at = PackedSet.place(hashes[i], low);
                int entry = (int) hashes[i] << numberBits | shelf.number(from + i) + 1;
                while (!take(at, entry)) {
                    at = at + 1 & low;
                }
            }
        }
        warmed = sum;
    }

    /** Answers whether the entry was empty. Where one thread adds, nobody else comes by. */
    private boolean take(int at, int entry) {
        if (shelves.size() > 1) {
            return index[at] == 0 && ENTRIES.compareAndSet(index, at, 0, entry);
        }
        if (index[at] == 0) {
            index[at] = entry;
            return true;
        }
        return false;
    }
}
