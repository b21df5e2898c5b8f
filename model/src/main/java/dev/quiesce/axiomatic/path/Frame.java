package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Function;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A frame is one activation of a function during a walk. */
final class Frame {
    /** The join of what has no end: everything that comes after depends on it. */
    static final int NO_JOIN = -1;

    /** Until {@code join} is reached, everything depends on {@code reads} by control. */
    private record Guard(int join, BitSet reads) {}

    /** How often a loop has been repeated, how many of these count, and the decisions made before the last. */
    private record Turns(int all, int counted, int decisions) {
        static final Turns NONE = new Turns(0, 0, -1);

        Turns more(int made) {
            boolean counts = made < 0 || made != decisions || all >= MOST_CERTAIN;
            return new Turns(all + 1, counted + (counts ? 1 : 0), made);
        }
    }

    /** Turns that are known to come, as of a loop over an array, and that are repeated whatever the bound. */
    private static final int MOST_CERTAIN = 64;

    final Function function;
    /** The caller's register for the result, -1 for none. */
    final int destination;
    final Term[] registers;
    int position;
    private final BitSet inherited;
    private final List<Guard> guards = new ArrayList<>();
    private final Map<Integer, Turns> jumps = new HashMap<>();

    /** @param unset what registers hold before they are assigned */
    Frame(Function function, List<Term> arguments, int destination, BitSet control, Term unset) {
        this.function = function;
        this.destination = destination;
        this.inherited = control;
        this.registers = new Term[function.registers()];
        Arrays.fill(registers, unset);
        for (int i = 0; i < arguments.size(); i++) {
            registers[i] = arguments.get(i);
        }
    }

    /** The control dependencies in force. */
    BitSet control() {
        BitSet all = inherited;
        for (Guard guard : guards) {
            all = Term.union(all, guard.reads());
        }
        return all;
    }

    void guard(int join, BitSet reads) {
        if (!reads.isEmpty()) {
            guards.add(new Guard(join, reads));
        }
    }

    /** Ends the guards whose arms meet here; true if there were any. */
    boolean meet() {
        return guards.removeIf(guard -> guard.join() == position);
    }

    /**
     * Counts a jump back. Jumps inside the loop that it repeats start anew.
     *
     * @param decisions how many the walk has made, -1 if every jump is to count; one that nothing was decided for since
     *                  the last does not
     * @return how often this loop has been repeated
     */
    int repeat(int from, int target, int decisions) {
        jumps.keySet().removeIf(at -> at > target && at < from);
        Turns turns = jumps.getOrDefault(from, Turns.NONE).more(decisions);
        jumps.put(from, turns);
        return turns.counted();
    }
}
