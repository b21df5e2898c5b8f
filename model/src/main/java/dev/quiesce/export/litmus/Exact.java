package dev.quiesce.export.litmus;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.UnaryOperator;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import java.util.function.IntToLongFunction;

/**
 * Arithmetic that C and herd7 agree about. Whatever the types say, herd7 computes with signed 64-bit numbers, and with names of
 * variables, which have no number; so a value that C would wrap, or an address that is computed with, is refused.
 */
final class Exact {
    private static final String SMALLER = "use numbers that fit, and int";

    private Exact() {}

    /** The value of {@code expression} over {@code registers}. */
    static long value(Expression expression, IntToLongFunction registers) {
        return switch (expression) {
            case Expression.Constant(long value) -> value;
            case Expression.Register(int index) -> registers.applyAsLong(index);
            case Expression.Unary(var operator, var type, var operand) -> unary(operator, type, value(operand, registers));
            case Expression.Cast(var type, var operand) -> cast(type, value(operand, registers));
            case Expression.Binary(var operator, var type, var left, var right) ->
                binary(operator, type, value(left, registers), value(right, registers));
        };
    }

    static boolean isPointer(long value) {
        return Address.isAddress(value) || Address.function(value) >= 0;
    }

    /** {@code value} as {@code type}, if that is the same number. */
    static long cast(ScalarType type, long value) {
        if (type != ScalarType.BOOL && type.wrap(value) != value) {
            throw new Refused(Site.NONE, isPointer(value) ? "a pointer made a number" : value + " does not fit its type: herd7 would"
                + " not wrap it", SMALLER);
        }
        return type.wrap(value);
    }

    private static long unary(UnaryOperator operator, ScalarType type, long value) {
        if (operator == UnaryOperator.NOT) {
            return value == 0 ? 1 : 0;
        }
        if (isPointer(value)) {
            throw computed();
        }
        return cast(type, operator == UnaryOperator.NEGATE ? -value : ~value);
    }

    private static long binary(BinaryOperator operator, ScalarType type, long a, long b) {
        if (operator == BinaryOperator.EQUAL || operator == BinaryOperator.NOT_EQUAL) {
            return a == b == (operator == BinaryOperator.EQUAL) ? 1 : 0;
        }
        if (isPointer(a) || isPointer(b)) {
            return offset(operator, a, b);
        }
        boolean comparesSigns = !type.signed() && (a < 0 || b < 0);
        return switch (operator) {
            case ADD -> cast(type, a + b);
            case SUBTRACT -> cast(type, a - b);
            case MULTIPLY -> cast(type, a * b);
            case AND -> cast(type, a & b);
            case OR -> cast(type, a | b);
            case XOR -> cast(type, a ^ b);
            case SHIFT_LEFT -> cast(type, a << count(type, b));
            case SHIFT_RIGHT -> cast(type, signed(comparesSigns, a >> count(type, b)));
            case DIVIDE -> cast(type, signed(comparesSigns, a / divisor(b)));
            case REMAINDER -> cast(type, signed(comparesSigns, a % divisor(b)));
            case LESS -> signed(comparesSigns, a < b ? 1 : 0);
            case LESS_EQUAL -> signed(comparesSigns, a <= b ? 1 : 0);
            case EQUAL, NOT_EQUAL -> throw new IllegalStateException("handled above");
        };
    }

    private static long offset(BinaryOperator operator, long a, long b) {
        boolean plus = operator == BinaryOperator.ADD && Address.isAddress(a) != Address.isAddress(b);
        if (plus || operator == BinaryOperator.SUBTRACT && Address.isAddress(a) && !Address.isAddress(b)) {
            return plus ? a + b : a - b;
        }
        throw computed();
    }

    private static Refused computed() {
        return new Refused(Site.NONE, "arithmetic on a pointer", "compare pointers with == only, and keep flags beside them");
    }

    private static long signed(boolean negative, long result) {
        if (negative) {
            throw new Refused(Site.NONE, "a negative number taken for an unsigned one: herd7 knows signed numbers only", SMALLER);
        }
        return result;
    }

    private static long count(ScalarType type, long count) {
        if (count < 0 || count >= type.bits()) {
            throw new Refused(Site.NONE, "a shift of a " + type.bits() + "-bit value by " + count, SMALLER);
        }
        return count;
    }

    private static long divisor(long divisor) {
        if (divisor == 0) {
            throw new Refused(Site.NONE, "a division by zero", "test the divisor before");
        }
        return divisor;
    }
}
