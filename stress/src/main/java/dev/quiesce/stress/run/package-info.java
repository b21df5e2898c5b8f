/**
 * Runs emitted tests and compares what was seen with what was predicted.
 *
 * <p>{@link dev.quiesce.stress.run.StressRunner} is the command; {@link dev.quiesce.stress.run.Compilation} compiles,
 * {@link dev.quiesce.stress.run.Harness} runs JCStress in a process of its own, {@link
 * dev.quiesce.stress.run.PlainRunner} runs plain threads where there are fewer cores than threads.
 */
package dev.quiesce.stress.run;
