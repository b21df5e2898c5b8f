package dev.quiesce.check;

/** Told now and then how far a search has come; called from the searching thread, seldom. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (states, transitions, frontier, depth) -> { };

    /**
     * @param states   states stored so far
     * @param frontier states waiting to be expanded
     * @param depth    the level that is being expanded
     */
    void report(long states, long transitions, long frontier, int depth);

    /** The same for random runs: how many there were, and the steps of all of them and of the longest. */
    default void runs(long runs, long steps, int longest) {
        report(runs, steps, 0, longest);
    }
}
