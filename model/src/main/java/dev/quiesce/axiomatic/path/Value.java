package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.UnaryOperator;
import dev.quiesce.program.ScalarType;

/** A value is a number, what a read returned, or an operation on values. {@link Values} makes and evaluates them. */
public sealed interface Value {
    /** The number of nodes it is made of. */
    int weight();

    record Known(long value) implements Value {
        @Override
        public int weight() {
            return 1;
        }
    }

    /** What event {@code index} of thread {@code thread} read. */
    record Read(int thread, int index) implements Value {
        @Override
        public int weight() {
            return 1;
        }
    }

    record Unary(UnaryOperator operator, ScalarType type, Value operand, int weight) implements Value {}

    record Binary(BinaryOperator operator, ScalarType type, Value left, Value right, int weight) implements Value {}

    record Cast(ScalarType type, Value operand, int weight) implements Value {}
}
