package dev.quiesce.explore;

/**
 * How a search stores states.
 *
 * @param whole words up to which a state is stored as it is; wider ones are {@linkplain Folding folded}
 */
record Storage(int whole) {
    static final Storage DEFAULT = new Storage(2);

    /** True if states packed by {@code layout} are folded. */
    boolean folds(Layout layout) {
        return layout.words() > whole;
    }
}
