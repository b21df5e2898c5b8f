/**
 * Random interleavings, for scenarios too large to see all of: {@link dev.quiesce.fuzz.Fuzzer} runs a scenario again and
 * again under schedules drawn at random, counts what these covered, and makes the first that breaks it short.
 *
 * <p>Depends on {@code program} and {@code simulate} only. The same plan gives the same runs, the same findings and the same
 * counts, unless it is ended by time. Nothing found proves nothing.
 */
package dev.quiesce.fuzz;
