package dev.quiesce.simulate;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The choices of a step, made one after the other: replays a prefix, takes the first alternative after it, and
 * {@linkplain #advance moves on} to the next combination like an odometer, so that a step is run once for each.
 */
final class Choices {
    /** Choices in one step: a loop whose end a thread chooses makes ever more, without an end. */
    static final int MOST = 1 << 10;
    /** Combinations of a step. */
    static final int MOST_COMBINATIONS = 1 << 20;

    private int[] taken = new int[8];
    private int[] count = new int[8];
    private int length;
    private int at;
    /** Choices at the beginning that stay as they are. */
    private int fixed;
    /** Combinations before this one. */
    private int combinations;
    /** Decides what has not been decided; null for the first alternative. */
    private RandomGenerator random;
    /** Told where in a step a choice is made; null if nobody wants to know. */
    private Looks looks;

    void restart() {
        length = 0;
        at = 0;
        fixed = 0;
        combinations = 0;
        random = null;
        looks = null;
    }

    /** Begins a step whose first choices are given; {@code told} is told of all. */
    void restart(int[] first, Looks told) {
        preset(first);
        fixed = first.length;
        looks = told;
    }

    /** Begins a step that chooses at random. */
    void draw(RandomGenerator from) {
        restart();
        random = from;
    }

    /** Begins the run of the current combination. */
    void rewind() {
        at = 0;
    }

    /** A number from 0 to {@code alternatives} - 1. There is no run that takes an alternative which is not there. */
    int choose(int alternatives) {
        if (at == length) {
            if (length == taken.length) {
                taken = Arrays.copyOf(taken, length * 2);
                count = Arrays.copyOf(count, length * 2);
            }
            taken[length] = random == null ? 0 : random.nextInt(alternatives);
            count[length] = alternatives;
            length++;
        }
        if (taken[at] >= alternatives) {
            throw Stop.Discarded.INSTANCE;
        }
        count[at] = alternatives;
        if (looks != null) {
            looks.chooses(at);
        }
        return taken[at++];
    }

    /** Choices made so far in this run. */
    int made() {
        return at;
    }

    /** True if there are more of them in this run, or more combinations, than anybody would go through. */
    boolean areTooMany() {
        return at > MOST || combinations >= MOST_COMBINATIONS;
    }

    /** What there is too much of. */
    Stop.Exhausted tooMany() {
        return at > MOST ? Stop.Exhausted.CHOICES : Stop.Exhausted.WAYS;
    }

    private static final int[] NONE = {};

    /** The first {@code n} of the choices made in this run, or all if there are fewer. */
    int[] first(int n) {
        int count = Math.min(n, at);
        return count == 0 ? NONE : Arrays.copyOf(taken, count);
    }

    /** How many alternatives there were for the first {@code n} choices of this run, which are no more than there were. */
    int[] alternatives(int n) {
        return n == 0 ? NONE : Arrays.copyOf(count, n);
    }

    /** Moves to the next combination; false if all have been run. */
    boolean advance() {
        length = at;
        while (length > fixed && taken[length - 1] + 1 >= count[length - 1]) {
            length--;
        }
        if (length <= fixed) {
            return false;
        }
        taken[length - 1]++;
        combinations++;
        return true;
    }

    /** The combination that has just been run. */
    int[] current() {
        return Arrays.copyOf(taken, at);
    }

    /** Replays a given combination. */
    void preset(int[] combination) {
        restart();
        length = combination.length;
        if (taken.length < length) {
            taken = new int[length];
            count = new int[length];
        }
        System.arraycopy(combination, 0, taken, 0, length);
    }
}
