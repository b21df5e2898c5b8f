package dev.quiesce.explore;

import java.util.ArrayDeque;
import java.util.Deque;

/** The states of one level that are still to be expanded, or of several that are looked at once more, given out in pieces. */
final class Frontier {
    /** States of a piece: few, so that what was found together, and leads to the same states, is expanded together. */
    private static final int PIECE = 64;

    private final Deque<Piece> pieces = new ArrayDeque<>();
    private long left;

    /** States that lie side by side in a segment. */
    record Piece(int segment, int begin, int end) {}

    private final boolean lastFirst;

    Frontier(StateStore store, int level) {
        this(store, level, level, false);
    }

    /** @param lastFirst gives those out first that were found last */
    Frontier(StateStore store, int first, int last, boolean lastFirst) {
        this.lastFirst = lastFirst;
        for (int s = 0; s < store.segments(); s++) {
            put(new Piece(s, store.begin(first, s), store.begin(last + 1, s)));
        }
    }

    /** The next piece, null if there is none. */
    synchronized Piece take() {
        Piece piece = pieces.poll();
        if (piece == null) {
            return null;
        }
        int count = Math.min(piece.end - piece.begin, PIECE);
        int begin = lastFirst ? piece.end - count : piece.begin;
        if (piece.end - piece.begin > count) {
            pieces.addLast(lastFirst ? new Piece(piece.segment, piece.begin, begin)
                : new Piece(piece.segment, begin + count, piece.end));
        }
        left -= count;
        return new Piece(piece.segment, begin, begin + count);
    }

    /** Gives back what was taken and not expanded. */
    synchronized void put(Piece piece) {
        if (piece.end > piece.begin) {
            pieces.addFirst(piece);
            left += piece.end - piece.begin;
        }
    }

    /** States that nobody has taken. */
    synchronized long left() {
        return left;
    }
}
