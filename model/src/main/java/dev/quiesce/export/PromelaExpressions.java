package dev.quiesce.export;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.ScalarType;
import java.util.BitSet;

/** Expressions as C inside of Promela: every value is a {@code long} that is wrapped to its type. */
final class PromelaExpressions {
    private final BitSet globals = new BitSet();
    private final BitSet functions = new BitSet();

    /** The globals whose addresses have been met. */
    BitSet globals() {
        return globals;
    }

    /** The functions whose addresses have been met. */
    BitSet functions() {
        return functions;
    }

    /** Notes what {@code value} is the address of, if of anything. */
    void meet(long value) {
        if (Address.isAddress(value)) {
            globals.set(Address.object(value));
        } else if (Address.function(value) >= 0) {
            functions.set(Address.function(value));
        }
    }

    /** In parentheses where that is needed, so that it can be an operand. */
    String of(Expression expression) {
        return switch (expression) {
            case Expression.Constant(long value) -> constant(value);
            case Expression.Register(int index) -> "R(" + index + ")";
            case Expression.Unary u -> switch (u.operator()) {
                case NEGATE -> wrap(u.type(), "-(Word)" + of(u.operand()));
                case COMPLEMENT -> wrap(u.type(), "~" + of(u.operand()));
                case NOT -> "(long)!" + of(u.operand());
            };
            case Expression.Binary b -> binary(b.operator(), b.type(), of(b.left()), of(b.right()));
            case Expression.Cast c -> wrap(c.type(), of(c.operand()));
        };
    }

    /** As an address. */
    String address(Expression expression) {
        return "(Word)" + of(expression);
    }

    String constant(long value) {
        meet(value);
        return value > Integer.MIN_VALUE && value <= Integer.MAX_VALUE ? value < 0 ? "(" + value + "L)" : value + "L"
            : "(long)0x" + Long.toHexString(value) + "UL";
    }

    /** {@code text} converted to {@code type}. */
    static String wrap(ScalarType type, String text) {
        return switch (type) {
            case BOOL -> "(long)((" + text + ") != 0)";
            case S8 -> "(long)(signed char)(" + text + ")";
            case U8 -> "(long)(unsigned char)(" + text + ")";
            case S16 -> "(long)(short)(" + text + ")";
            case U16 -> "(long)(unsigned short)(" + text + ")";
            case S32 -> "(long)(int)(" + text + ")";
            case U32 -> "(long)(unsigned int)(" + text + ")";
            case S64, U64, POINTER -> "(long)(" + text + ")";
        };
    }

    private static String binary(Expression.BinaryOperator operator, ScalarType type, String left, String right) {
        String sign = type.signed() ? "1" : "0";
        return switch (operator) {
            case ADD, SUBTRACT, MULTIPLY -> wrap(type, "(Word)" + left + " " + operator.symbol() + " (Word)" + right);
            case AND, OR, XOR -> wrap(type, left + " " + operator.symbol() + " " + right);
            case DIVIDE -> wrap(type, "divide(q, " + sign + ", 0, " + left + ", " + right + ")");
            case REMAINDER -> wrap(type, "divide(q, " + sign + ", 1, " + left + ", " + right + ")");
            case SHIFT_LEFT -> wrap(type, "shift(q, " + type.bits() + ", " + sign + ", 1, " + left + ", " + right + ")");
            case SHIFT_RIGHT -> wrap(type, "shift(q, " + type.bits() + ", " + sign + ", 0, " + left + ", " + right + ")");
            case EQUAL, NOT_EQUAL -> "(long)(" + left + " " + operator.symbol() + " " + right + ")";
            case LESS, LESS_EQUAL -> type.signed() ? "(long)(" + left + " " + operator.symbol() + " " + right + ")"
                : "(long)((Word)" + left + " " + operator.symbol() + " (Word)" + right + ")";
        };
    }
}
