/**
 * Paths: every way a thread can go through its code, as the events it would perform, with values left symbolic.
 *
 * <p>A {@link dev.quiesce.axiomatic.path.Path} fixes which branches were taken; what its reads return is not decided yet,
 * so that later values are expressions over reads and a branch leaves a
 * {@link dev.quiesce.axiomatic.path.Constraint} on them. Dependencies are syntactic: they follow the registers that
 * the instructions name, whatever the values. Depends on {@code program} only.
 */
package dev.quiesce.axiomatic.path;
