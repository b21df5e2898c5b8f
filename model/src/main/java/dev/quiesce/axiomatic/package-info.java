/**
 * Every execution graph: which executions of a program a memory model allows.
 *
 * <p>A program's threads are walked symbolically ({@code path}); one path a thread makes an {@link
 * dev.quiesce.axiomatic.graph.EventStructure}, whose events are fixed. {@link dev.quiesce.axiomatic.Search} then decides for
 * every read which write it reads from, propagating values and the coherence order that follows, and for every location
 * in which order its writes take effect; a {@link dev.quiesce.axiomatic.model.Axioms} cuts what a memory model forbids as
 * soon as that can be seen. What remains are the executions that herd7 would list, each exactly once. {@code relation}
 * has the algebra of relations that all of it is written in, {@code graph} the graphs, {@code model} the memory models.
 *
 * <p>{@link dev.quiesce.axiomatic.LitmusChecker} answers litmus tests. Depends on {@code program} only.
 */
package dev.quiesce.axiomatic;
