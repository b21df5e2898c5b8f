/**
 * One interleaving: the reference interpreter and what is done with it step by step.
 *
 * <p>{@link dev.quiesce.simulate.Machine} takes a {@link dev.quiesce.simulate.State} and one thread and answers what
 * its next step leads to. Everything else that runs a program (search, replay, random walks, traces) is a client of it.
 * Depends on {@code program} only. States are immutable values; two states are the same if they are equal.
 */
package dev.quiesce.simulate;
