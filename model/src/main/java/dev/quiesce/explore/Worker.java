package dev.quiesce.explore;

import dev.quiesce.program.Finding;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Outcome;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Expands states of one level, one piece of the {@linkplain Frontier frontier} after the other. Successors are gathered
 * and added many at a time.
 */
final class Worker {
    /** Words of successors that are known to have been added on this level: few enough to stay in the nearest memory. */
    private static final int RECENT_WORDS = 1 << 13;
    /** Bits of a hash that say where among those a state is; those above and below have other uses. */
    private static final int RECENT_SHIFT = 26;

    private static final int BATCH = 128;

    private final int index;
    private final Image image;
    private final Expander expander;
    private final StateStore.Adder adder;
    private final StateStore.Hand hand;
    private final Expander.Lane lane;
    private final Races.Watch races;
    private final boolean strict;
    private final Tally tally = new Tally();
    private final int keyWords;
    private final int words;
    /** Entries of successors that are not added yet, one after the other, their hashes, and how many there are. */
    private final long[] waiting;
    private final long[] hashes = new long[BATCH];
    private int count;
    private final long[] recent;
    private final int recentMask;
    private boolean storing;
    private Outcome.Endless endless;

    /**
     * @param index  of this worker: 0 for the first
     * @param races  told of every state; null if races do not matter
     * @param strict a race is an error
     */
    Worker(int index, Image image, Expander expander, StateStore store, StateStore.Adder adder, Races.Watch races,
            boolean strict) {
        this.index = index;
        this.image = image;
        this.expander = expander;
        this.adder = adder;
        this.races = races;
        this.strict = strict;
        lane = expander.new Lane();
        hand = store.new Hand();
        keyWords = store.keyWords();
        words = store.entryWords();
        waiting = new long[BATCH * words];
        int rows = Math.max(2, Integer.highestOneBit(RECENT_WORDS / words));
        recent = new long[rows * words];
        recentMask = rows - 1;
    }

    Tally tally() {
        return tally;
    }

    /** A step that does not end, null if there was none. */
    Outcome.Endless endless() {
        return endless;
    }

    /**
     * Expands until nothing is left, somebody says to stop, or the layout has no room for a successor.
     *
     * @param stop    asked before each piece
     * @param keeping asked before each piece: whether what it leads to is stored
     * @return        false if the layout has no room
     */
    boolean work(Frontier frontier, int depth, BooleanSupplier stop, BooleanSupplier keeping) {
        boolean room = true;
        clear(recent, words, keyWords);
        while (room && endless == null && !stop.getAsBoolean()) {
            Rows.Range piece = frontier.take(index);
            if (piece == null) {
                break;
            }
            storing = keeping.getAsBoolean();
            int number = piece.begin();
            while (room && number < piece.end()) {
                room = expand(number, depth);
                number += room ? 1 : 0;
            }
            frontier.put(new Rows.Range(number, piece.end()));
        }
        flush();
        return room;
    }

    private boolean expand(int number, int depth) {
        hand.get(number, lane.state());
        if (lane.complete()) {
            tally.completions++;
            tally.outcomes.merge(expander.decode(lane.state()).observed(image), 1L, Long::sum);
            return true;
        }
        if (!lane.prepare()) {
            return false;
        }
        for (int step = 0; storing && step < lane.steps(); step++) {
            for (Memo.Moved move : lane.leaf(step).moves) {
                long[] successor = lane.successor(move);
                if (successor == null) {
                    return false;
                }
                add(successor);
            }
        }
        for (int step = 0; step < lane.steps(); step++) {
            Memo.Leaf leaf = lane.leaf(step);
            tally.transitions += leaf.moves.length;
            for (Outcome other : leaf.others) {
                note(other, depth, new Target(number, lane.slot(step)));
            }
        }
        if (lane.stuck()) {
            tally.error(Finding.DEADLOCK, depth, depth, new Target(number, -1));
        }
        if (races != null) {
            if (races.look(lane, number) && strict) {
                for (long racing = Races.racing(lane); racing != 0; racing &= racing - 1) {
                    tally.error(Finding.DATA_RACE, depth + 1, depth,
                        new Target(number, Long.numberOfTrailingZeros(racing)));
                }
            }
        }
        return true;
    }

    private void note(Outcome other, int depth, Target target) {
        switch (other) {
            case Outcome.Moved m -> throw new IllegalStateException("a move is no end");
            case Outcome.Failed f -> {
                tally.transitions++;
                tally.error(f.finding(), depth + 1, depth, target);
            }
            case Outcome.Discarded d -> tally.discards++;
            case Outcome.Endless e -> endless = e;
        }
    }

    /**
     * Adds a state to the next level unless it was added lately, which every other was; that such a one is known from
     * before the level has been noted the first time. Nobody can foretell whether it was, so nothing branches on that: the
     * state is put down in any case, and what comes next takes the same place.
     */
    private void add(long[] state) {
        long[] entry = hand.entry(state);
        long hash = PackedSet.hash(entry, 0, keyWords);
        int place = row(hash, recentMask) * words;
        int n = count;
        long differs = 0;
        for (int w = 0; w < words; w++) {
            long word = entry[w];
            differs |= recent[place + w] ^ word;
            recent[place + w] = word;
            waiting[n * words + w] = word;
        }
        hashes[n] = hash;
        n += (int) ((differs | -differs) >>> Long.SIZE - 1);
        count = n;
        if (n == BATCH) {
            flush();
        }
    }

    /** Where among the recent states one of that hash lies. */
    static int row(long hash, int mask) {
        return (int) (hash >>> RECENT_SHIFT) & mask;
    }

    /** Makes a table of recent states such that each row, of which there are at least two, holds what belongs in another. */
    static void clear(long[] recent, int words, int keyWords) {
        int mask = recent.length / words - 1;
        Arrays.fill(recent, 0); // which belongs in a row of its own
        int zeros = row(PackedSet.hash(recent, 0, keyWords), mask) * words;
        while (row(PackedSet.hash(recent, zeros, keyWords), mask) * words == zeros) {
            recent[zeros]++;
        }
    }

    private void flush() {
        if (count > 0) {
            tally.backEdges |= adder.addAll(waiting, hashes, count);
            count = 0;
        }
    }
}
