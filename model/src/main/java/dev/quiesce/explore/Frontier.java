package dev.quiesce.explore;

import java.util.ArrayDeque;
import java.util.Deque;

/** The states of one level that are still to be expanded, given out in pieces. */
final class Frontier {
    /** States of a piece: few, so that what was found together, and leads to the same states, is expanded together. */
    private static final int PIECE = 64;

    private final Deque<Piece> pieces = new ArrayDeque<>();
    private long left;

    /** States that lie side by side in a segment. */
    record Piece(int segment, int begin, int end) {}

    Frontier(StateStore store, int level) {
        for (int s = 0; s < store.segments(); s++) {
            put(new Piece(s, store.begin(level, s), store.begin(level + 1, s)));
        }
    }

    /** The next piece, null if there is none. */
    synchronized Piece take() {
        Piece piece = pieces.poll();
        if (piece == null) {
            return null;
        }
        int end = Math.min(piece.end, piece.begin + PIECE);
        if (end < piece.end) {
            pieces.addLast(new Piece(piece.segment, end, piece.end));
        }
        left -= end - piece.begin;
        return new Piece(piece.segment, piece.begin, end);
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
