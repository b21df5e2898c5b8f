/**
 * Litmus tests: text in the C dialect of herd7 for the Linux kernel memory model, read into a
 * {@link dev.quiesce.program.LitmusTest}.
 *
 * <p>{@link dev.quiesce.lang.litmus.LitmusReader} is the way in. A test becomes a {@code Program} with one function a
 * process, one global a location and one scenario that runs them all, so that every engine can run it; what only a
 * litmus test has (condition, filter, observed locations, recorded result) stands beside it. The text is read in one
 * pass: {@code Lexer} makes tokens, {@code Header}, {@code InitialState}, {@code CodeParser} and {@code ConditionParser}
 * each read one section, and {@code Primitives} says what each macro of the kernel's {@code linux-kernel.def} means.
 *
 * <p>Depends on {@code program} and on the diagnostics of {@code lang} only. Every complaint about the text is one that
 * names file, line and column and what to write instead.
 */
package dev.quiesce.lang.litmus;
