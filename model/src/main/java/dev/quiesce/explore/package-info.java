/**
 * Every interleaving: breadth-first search over the states of a scenario with an exact visited set.
 *
 * <p>A state is stored as the numbers of its parts (shared state, one number a thread), each distinct part once, packed
 * into as few words as the numbers need. What a thread's step does is remembered by (thread, its part, shared part), so
 * that the interpreter runs once for each such pair and not once for each state. Depends on {@code simulate} and
 * {@code program}.
 */
package dev.quiesce.explore;
