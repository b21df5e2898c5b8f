/**
 * From a program to the source of a JCStress test.
 *
 * <p>{@link dev.quiesce.stress.emit.TestEmitter} writes the class: what the threads share, the outcomes with their
 * grades, one actor a thread. {@link dev.quiesce.stress.emit.FunctionEmitter} writes one function: {@link
 * dev.quiesce.stress.emit.Blocks} are its instructions cut at the jumps, {@link
 * dev.quiesce.stress.emit.StructuredCode} makes loops and conditions of them, {@link
 * dev.quiesce.stress.emit.Statements} one or more Java statements of each instruction. {@link
 * dev.quiesce.stress.emit.Mapping} says what an access of the kernel becomes on the JVM.
 *
 * <p>The source is meant to be read: it has the names of the model, and above each statement the line of C it comes from.
 */
package dev.quiesce.stress.emit;
