package dev.quiesce.explore;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The states of one level from which a target is reached by a shortest path, each with the fewest context switches from there on
 * for each thread that may move first. Several threads may add states at the same time.
 */
final class Cone {
    private static final short NEVER = Short.MAX_VALUE;

    private final Layout layout;
    private final int most;
    private final boolean narrow;
    private PackedSet states;
    private PackedSet.Adder adder;
    /** The column of targets that no thread moves from; those before are the slots. */
    private final int nobody;
    private final int columns;
    /** By state and column. */
    private short[] switches;

    /**
     * @param slots  that threads may have
     * @param most   states that there is room for
     * @param narrow keep one state only, that with the fewest switches and of those the one with the least numbers
     */
    Cone(Layout layout, int slots, int most, boolean narrow) {
        this.layout = layout;
        this.most = most;
        this.narrow = narrow;
        begin();
        nobody = slots;
        columns = slots + 1;
        switches = new short[4 * columns];
    }

    private void begin() {
        states = new PackedSet(layout.halves(), most);
        adder = states.new Adder();
    }

    /**
     * Notes in a row, or in a new one if it is null, that the thread in {@code slot} may move first, -1 for nobody, and that it
     * takes so many switches then.
     */
    short[] relaxed(short[] row, int slot, int cost) {
        short[] costs = row;
        if (costs == null) {
            costs = new short[columns];
            Arrays.fill(costs, NEVER);
        }
        int column = slot < 0 ? nobody : slot;
        costs[column] = (short) Math.min(costs[column], Math.min(cost, NEVER - 1));
        return costs;
    }

    /** Adds a state with what is {@linkplain #relaxed known} of it. */
    synchronized void add(long[] state, short[] row) {
        int known = find(state);
        if (known < 0 && narrow && states.size() == 1) {
            long[] other = new long[layout.words()];
            states.get(0, other);
            int difference = fewest(row) - fewest(switches);
            if (difference > 0 || difference == 0 && layout.compare(state, other) > 0) {
                return;
            }
            begin();
        }
        int n = known < 0 ? adder.add(state, 0, hash(state)) : known;
        if ((n + 1L) * columns > switches.length) {
            if (switches.length > Integer.MAX_VALUE / 2) {
                throw new OutOfMemoryError("more states on shortest paths than there is room for");
            }
            switches = Arrays.copyOf(switches, switches.length * 2);
        }
        for (int c = 0; c < columns; c++) {
            int at = n * columns + c;
            switches[at] = known < 0 ? row[c] : (short) Math.min(switches[at], row[c]);
        }
    }

    /** Switches in a row, which is the first or only one. */
    private int fewest(short[] row) {
        int fewest = NEVER;
        for (int c = 0; c < columns; c++) {
            fewest = Math.min(fewest, row[c]);
        }
        return fewest;
    }

    private long hash(long[] state) {
        return PackedSet.hash(state, 0, layout.words());
    }

    /** The number of a state, -1 if it is not one of them; nothing may be added meanwhile. */
    int find(long[] state) {
        return states.find(state, 0, hash(state));
    }

    /** Switches from state {@code n} to a target if {@code last} moved before; -1 if nobody did. */
    int cost(int n, int last) {
        int best = NEVER;
        for (int slot = 0; slot < columns; slot++) {
            best = Math.min(best, cost(n, last, slot));
        }
        return best;
    }

    private int cost(int n, int last, int slot) {
        return switches[n * columns + slot] + (last < 0 || slot == nobody || slot == last ? 0 : 1);
    }

    /**
     * The first slot that can move next on a best path from {@code n}, -1 for nobody.
     *
     * @param stored what slots are called in {@code n}
     */
    int next(int n, int last, IntUnaryOperator stored) {
        int lastStored = stored.applyAsInt(last);
        for (int slot = 0; slot < columns; slot++) {
            int column = slot == nobody ? nobody : stored.applyAsInt(slot);
            if (column < columns && cost(n, lastStored, column) == cost(n, lastStored)) {
                return slot == nobody ? -1 : slot;
            }
        }
        throw new IllegalStateException("a state on a path leads nowhere");
    }
}
