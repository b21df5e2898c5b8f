/**
 * Relations between the events of one execution, as bit matrices, and the operators that the papers write axioms with.
 *
 * <p>{@link dev.quiesce.axiomatic.relation.Algebra} makes all relations over a fixed number of events and takes them
 * back in stack order, so that checking an execution allocates nothing. Depends on nothing.
 */
package dev.quiesce.axiomatic.relation;
