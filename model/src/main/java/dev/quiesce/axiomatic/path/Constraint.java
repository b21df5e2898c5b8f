package dev.quiesce.axiomatic.path;

/** A constraint says that {@code value} is not 0 if {@code holds}, and that it is 0 otherwise. */
public record Constraint(Value value, boolean holds) {}
