package dev.quiesce.simulate;

/**
 * A move is one step of a run: which thread, and what it chose on the way; or that what is oldest in its store buffer takes
 * effect.
 *
 * @param slot    the thread
 * @param choices the alternatives taken, in order; further ones take their first
 */
public record Move(int slot, int[] choices) {
    /** In the place of choices: something leaves the store buffer. */
    static final int[] FLUSH = {-1};

    /** True if such choices stand for something that leaves the store buffer. */
    static boolean flushes(int[] choices) {
        return choices.length == 1 && choices[0] < 0;
    }
}
