package dev.quiesce.fuzz;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Schedules by random priorities: Burckhardt, Kothari, Musuvathi, Nagarakatte, A Randomized Scheduler with Probabilistic
 * Guarantees of Finding Bugs (ASPLOS 2010). Of n threads that make k steps together, a bug of depth d (one that shows whenever
 * d pairs of steps come in the right order) is found with a probability of at least 1/(n k^(d-1)): the d-1 steps before which
 * the thread that is to make them falls behind all others are drawn from the k.
 *
 * <p>A thread that is started on the way gets a random priority then. One that has made {@link #PATIENCE} steps in a row falls
 * behind as well, for it may be waiting in a loop for somebody who never gets to run; the paper leaves that to its programs.
 */
final class Priorities implements Scheduler {
    private static final int PATIENCE = 256;

    private final RandomGenerator random;
    private final double[] priority = new double[Long.SIZE];
    private final boolean[] known = new boolean[Long.SIZE];
    private final int[] changes;
    private int steps;
    private int last = -1;
    private int inARow;
    private double lowest = -Long.SIZE;

    /**
     * @param depth  d
     * @param length k: steps of the longest run so far
     */
    Priorities(RandomGenerator random, int depth, int length) {
        this.random = random;
        changes = new int[length == 0 ? 0 : depth - 1];
        Arrays.setAll(changes, n -> 1 + random.nextInt(length));
    }

    @Override
    public void order(int[] slots, int count) {
        boolean[] alive = new boolean[known.length];
        for (int n = 0; n < count; n++) {
            alive[slots[n]] = true;
            if (!known[slots[n]]) {
                priority[slots[n]] = 1 + random.nextDouble();
            }
        }
        System.arraycopy(alive, 0, known, 0, known.length);
        for (int n = 1; n < count; n++) {
            int slot = slots[n];
            int at = n;
            while (at > 0 && priority[slots[at - 1]] < priority[slot]) {
                slots[at] = slots[at - 1];
                at--;
            }
            slots[at] = slot;
        }
    }

    /** Before the step that change number n was drawn for, its thread falls to -n: below all that have not fallen. */
    @Override
    public boolean givesWay(int slot) {
        for (int n = 0; n < changes.length; n++) {
            if (changes[n] == steps + 1) {
                changes[n] = 0;
                priority[slot] = -n;
                return true;
            }
        }
        return false;
    }

    @Override
    public void moved(int slot) {
        steps++;
        inARow = slot == last ? inARow + 1 : 1;
        last = slot;
        if (inARow >= PATIENCE) {
            lowest--;
            priority[slot] = lowest;
            inARow = 0;
        }
    }
}
