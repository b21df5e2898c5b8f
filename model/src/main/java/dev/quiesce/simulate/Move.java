package dev.quiesce.simulate;

/**
 * A move is one step of a run: which thread, and what it chose on the way.
 *
 * @param slot    the thread
 * @param choices the alternatives taken, in order; further ones take their first
 */
public record Move(int slot, int[] choices) {}
