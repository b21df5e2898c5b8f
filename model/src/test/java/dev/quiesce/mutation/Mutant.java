package dev.quiesce.mutation;

import java.util.Set;

/**
 * A model with one protection less.
 *
 * @param function what it stood in
 * @param change   what was done to it
 * @param place    the line as it was, without what indents it
 * @param lines    the numbers of the lines that differ
 * @param waits    whether it waited for others, which is what {@code init} and {@code exit} do too
 */
record Mutant(String function, String change, String place, Set<Integer> lines, boolean waits, String text) {
    /** How a table names it. */
    String name() {
        return function + ": " + change + ": " + place;
    }
}
