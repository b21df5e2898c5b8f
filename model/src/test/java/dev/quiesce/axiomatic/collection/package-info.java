/**
 * The project's own collection of litmus tests: {@link dev.quiesce.axiomatic.collection.Shapes} joins the classic cycles
 * with every way to order two accesses, {@link dev.quiesce.axiomatic.collection.Table} reads the table of those that are no
 * cycle, {@link dev.quiesce.axiomatic.collection.Verdicts} derives what the kernel's model says of a cycle without looking at any
 * execution. {@link dev.quiesce.axiomatic.collection.Write} makes files of them for herd7.
 */
package dev.quiesce.axiomatic.collection;
