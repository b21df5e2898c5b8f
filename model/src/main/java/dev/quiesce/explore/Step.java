package dev.quiesce.explore;

/**
 * A step that was interpreted: of the thread in {@code slot} that makes these choices first, in the state with these numbers; or
 * that state was given canonical names, if the slot is {@link #NAMING}.
 */
record Step(int[] vector, int slot, int[] first) {
    static final int NAMING = 255;
}
