package dev.quiesce.lang;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Binary;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Cast;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Unary;
import dev.quiesce.program.Expression.UnaryOperator;
import dev.quiesce.program.ScalarType;

/**
 * Folding computes what is constant already: constants with constants, nothing else, since a register that dropped out of
 * an expression would take a dependency with it. What is an error at run time is left to run time.
 */
final class Folding {
    private Folding() {}

    static Expression cast(ScalarType type, Expression operand) {
        return operand instanceof Constant(long value) ? new Constant(type.wrap(value)) : new Cast(type, operand);
    }

    static Expression unary(UnaryOperator operator, ScalarType type, Expression operand) {
        if (!(operand instanceof Constant(long value))) {
            return new Unary(operator, type, operand);
        }
        return new Constant(type.wrap(switch (operator) {
            case NEGATE -> -value;
            case COMPLEMENT -> ~value;
            case NOT -> value == 0 ? 1 : 0;
        }));
    }

    static Expression binary(BinaryOperator operator, ScalarType type, Expression left, Expression right) {
        if (left instanceof Constant(long a) && right instanceof Constant(long b)) {
            Long value = compute(operator, type, a, b);
            if (value != null) {
                return new Constant(value);
            }
        }
        return new Binary(operator, type, left, right);
    }

    /** {@code pointer + bytes}; constant offsets add up. */
    static Expression offset(Expression pointer, long bytes) {
        if (bytes == 0) {
            return pointer;
        }
        if (pointer instanceof Binary(BinaryOperator operator, ScalarType type, Expression base, Constant(long before))
                && operator == BinaryOperator.ADD && type == ScalarType.POINTER) {
            return offset(base, before + bytes);
        }
        return binary(BinaryOperator.ADD, ScalarType.POINTER, pointer, new Constant(bytes));
    }

    /** Null where C leaves the value undefined. */
    private static Long compute(BinaryOperator operator, ScalarType type, long a, long b) {
        return switch (operator) {
            case ADD -> type.wrap(a + b);
            case SUBTRACT -> type.wrap(a - b);
            case MULTIPLY -> type.wrap(a * b);
            case DIVIDE -> b == 0 ? null : (Long) type.wrap(type.signed() ? a / b : Long.divideUnsigned(a, b));
            case REMAINDER -> b == 0 ? null : (Long) type.wrap(type.signed() ? a % b : Long.remainderUnsigned(a, b));
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> type.wrap(a ^ b);
            case SHIFT_LEFT -> b < 0 || b >= type.bits() ? null : (Long) type.wrap(a << b);
            case SHIFT_RIGHT -> b < 0 || b >= type.bits() ? null : (Long) type.wrap(type.signed() ? a >> b : a >>> b);
            case EQUAL -> a == b ? 1L : 0L;
            case NOT_EQUAL -> a != b ? 1L : 0L;
            case LESS -> (type.signed() ? a < b : Long.compareUnsigned(a, b) < 0) ? 1L : 0L;
            case LESS_EQUAL -> (type.signed() ? a <= b : Long.compareUnsigned(a, b) <= 0) ? 1L : 0L;
        };
    }
}
