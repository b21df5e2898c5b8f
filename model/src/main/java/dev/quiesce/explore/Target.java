package dev.quiesce.explore;

/**
 * Where a path leads to.
 *
 * @param state number of a state
 * @param slot  the thread whose next step is what the path is about, -1 if none moves
 */
record Target(int state, int slot) {}
