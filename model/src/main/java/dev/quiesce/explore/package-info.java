/**
 * Every interleaving: breadth-first search over the states of a scenario with an exact visited set.
 *
 * <p>A state is stored as the numbers of its parts (each thread, each word of a global, each heap object, each entry of
 * the machine's tables), each distinct value of a part once, packed into as few words as the numbers need. What a thread's
 * step does is remembered by what it looked at, so that the interpreter runs once for each thing that steps can find and
 * not once for each state. Depends on {@code simulate} and {@code program}.
 */
package dev.quiesce.explore;
