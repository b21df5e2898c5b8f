/**
 * One interleaving: the reference interpreter and what is done with it step by step.
 *
 * <p>{@link dev.quiesce.simulate.Machine} takes a {@link dev.quiesce.simulate.State} and one thread and answers what
 * its next step leads to. Everything else that runs a program (search, replay, random walks, traces) is a client of it.
 * Depends on {@code program} only. States are immutable values; two states are the same if they are equal.
 *
 * <p>Inside the machine, from the outside in: {@code Machine} goes through the choices of a step and answers outcomes,
 * {@code Stepper} runs instructions until the step is over, {@code Movers} tells it what kind of move each is,
 * {@code Executor} carries it out, with a unit each for calls, locks, RCU, the heap, memory and the store buffer. They
 * work on {@code World}, what all threads share, and {@code Runner}, the thread that takes the step.
 */
package dev.quiesce.simulate;
