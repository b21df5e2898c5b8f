package dev.quiesce.fuzz;

/** A strategy is a way to draw schedules at random. */
public enum Strategy {
    /** Each step is made by any of the threads that can move, all equally likely. */
    UNIFORM,
    /**
     * Probabilistic concurrency testing: the thread of the highest priority moves, priorities are random, and at a few random
     * steps the one that moves falls behind all others.
     */
    PCT;

    /** Its name on a command line. */
    public String option() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
