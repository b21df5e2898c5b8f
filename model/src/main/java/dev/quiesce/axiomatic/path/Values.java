package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Value.Binary;
import dev.quiesce.axiomatic.path.Value.Cast;
import dev.quiesce.axiomatic.path.Value.Known;
import dev.quiesce.axiomatic.path.Value.Read;
import dev.quiesce.axiomatic.path.Value.Unary;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.UnaryOperator;
import dev.quiesce.program.ScalarType;

/** Arithmetic on numbers and on values that are not known yet. */
public final class Values {
    /** Values heavier than this are refused: they come from code that doubles an expression in a loop. */
    static final int HEAVIEST = 10_000;

    public static final Known ZERO = new Known(0);
    public static final Known ONE = new Known(1);

    private Values() {}

    static Value unary(UnaryOperator operator, ScalarType type, Value operand) {
        return operand instanceof Known(long value)
            ? new Known(apply(operator, type, value))
            : new Unary(operator, type, operand, weigh(operand.weight(), 0));
    }

    static Value cast(ScalarType type, Value operand) {
        if (operand instanceof Known(long value)) {
            return new Known(type.wrap(value));
        }
        return type.bits() == 64 ? operand : new Cast(type, operand, weigh(operand.weight(), 0));
    }

    /**
     * The result of an operation, folded where both sides are known, and where both are the same unknown or one of them
     * is an annihilating zero: herd7 folds those too, which decides whether a cycle of values can be resolved.
     */
    static Value binary(BinaryOperator operator, ScalarType type, Value left, Value right) {
        if (left instanceof Known(long a) && right instanceof Known(long b)) {
            return new Known(apply(operator, type, a, b));
        }
        Value folded = switch (operator) {
            case XOR, SUBTRACT, NOT_EQUAL, LESS -> left.equals(right) ? ZERO : null;
            case EQUAL, LESS_EQUAL -> left.equals(right) ? ONE : null;
            case AND, MULTIPLY -> left.equals(ZERO) || right.equals(ZERO) ? ZERO : null;
            default -> null;
        };
        return folded != null ? folded
            : new Binary(operator, type, left, right, weigh(left.weight(), right.weight()));
    }

    private static int weigh(int left, int right) {
        int weight = left + right + 1;
        if (weight > HEAVIEST) {
            throw new TooLarge("an expression grows beyond " + HEAVIEST + " operations");
        }
        return weight;
    }

    /** {@code operator value}, wrapped to {@code type}. */
    public static long apply(UnaryOperator operator, ScalarType type, long value) {
        return type.wrap(switch (operator) {
            case NEGATE -> -value;
            case COMPLEMENT -> ~value;
            case NOT -> value == 0 ? 1 : 0;
        });
    }

    /** {@code a operator b} as C has it for {@code type}; a division by zero gives 0. */
    public static long apply(BinaryOperator operator, ScalarType type, long a, long b) {
        return switch (operator) {
            case ADD -> type.wrap(a + b);
            case SUBTRACT -> type.wrap(a - b);
            case MULTIPLY -> type.wrap(a * b);
            case DIVIDE -> b == 0 ? 0 : type.wrap(type.signed() ? a / b : Long.divideUnsigned(a, b));
            case REMAINDER -> b == 0 ? 0 : type.wrap(type.signed() ? a % b : Long.remainderUnsigned(a, b));
            case AND -> type.wrap(a & b);
            case OR -> type.wrap(a | b);
            case XOR -> type.wrap(a ^ b);
            case SHIFT_LEFT -> type.wrap(a << b);
            case SHIFT_RIGHT -> type.wrap(type.signed() ? a >> b : a >>> b);
            case EQUAL -> a == b ? 1 : 0;
            case NOT_EQUAL -> a != b ? 1 : 0;
            case LESS -> compare(type, a, b) < 0 ? 1 : 0;
            case LESS_EQUAL -> compare(type, a, b) <= 0 ? 1 : 0;
        };
    }

    private static int compare(ScalarType type, long a, long b) {
        return type.signed() ? Long.compare(a, b) : Long.compareUnsigned(a, b);
    }

    /** True if {@code value} depends on what a read returned. */
    public static boolean mentions(Value value, int thread, int index) {
        return switch (value) {
            case Known k -> false;
            case Read(int t, int i) -> t == thread && i == index;
            case Unary u -> mentions(u.operand(), thread, index);
            case Cast c -> mentions(c.operand(), thread, index);
            case Binary b -> mentions(b.left(), thread, index) || mentions(b.right(), thread, index);
        };
    }
}
