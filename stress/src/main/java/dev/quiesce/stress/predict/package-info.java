/**
 * What the checker predicts of a scenario: which outcomes, under which memory model, and why.
 *
 * <p>An error is an outcome too: its name is that of the {@link dev.quiesce.program.Finding}. Freed memory is poisoned on
 * the JVM, so a run that the checker calls a use after free ends there as {@code USE_AFTER_FREE} as well.
 */
package dev.quiesce.stress.predict;
