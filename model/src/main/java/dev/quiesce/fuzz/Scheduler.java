package dev.quiesce.fuzz;

/** A scheduler decides during one run who moves next. */
sealed interface Scheduler permits Uniform, Priorities {
    /**
     * Puts the first {@code count} slots, those of the threads that have not finished, in the order in which they are tried:
     * the first that can move does.
     */
    void order(int[] slots, int count);

    /** True if the thread in {@code slot}, which is about to make a step, gives way now: then the order is another one. */
    boolean givesWay(int slot);

    /** The thread in {@code slot} has made a step. */
    void moved(int slot);
}
