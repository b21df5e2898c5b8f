package dev.quiesce.stress.emit;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Binary;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Cast;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Expression.Unary;
import dev.quiesce.program.ScalarType;
import java.util.List;

/** Writes expressions. Everything is a {@code long} that is wrapped to its C type, as in the model. */
final class Expressions {
    private final Names names;
    private final List<String> registers;

    Expressions(Names names, List<String> registers) {
        this.names = names;
        this.registers = registers;
    }

    /** The value, to stand alone. */
    String value(Expression e) {
        return switch (e) {
            case Constant c -> names.constant(c.value(), false);
            case Register r -> registers.get(r.index());
            case Unary u -> switch (u.operator()) {
                case NEGATE -> wrapped(u.type(), "-" + operand(u.operand()));
                case COMPLEMENT -> wrapped(u.type(), "~" + operand(u.operand()));
                case NOT -> "C.truth(" + condition(u, false) + ")";
            };
            case Binary b -> binary(b);
            case Cast c -> c.type() == ScalarType.BOOL ? "C.truth(" + condition(c.operand(), false) + ")"
                : wrapped(c.type(), operand(c.operand()));
        };
    }

    private String binary(Binary b) {
        return switch (b.operator()) {
            case ADD, SUBTRACT, MULTIPLY, AND, OR, XOR ->
                wrapped(b.type(), operand(b.left()) + " " + b.operator().symbol() + " " + operand(b.right()));
            case DIVIDE -> call("divide", b);
            case REMAINDER -> call("remainder", b);
            case SHIFT_LEFT -> call("shiftLeft", b);
            case SHIFT_RIGHT -> call("shiftRight", b);
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL -> "C.truth(" + condition(b, false) + ")";
        };
    }

    private String call(String function, Binary b) {
        return "C." + function + "(" + b.type() + ", " + value(b.left()) + ", " + value(b.right()) + ")";
    }

    /** The value as part of a larger expression: in brackets, and certainly a {@code long}. */
    private String operand(Expression e) {
        String text = e instanceof Constant c ? names.constant(c.value(), true) : value(e);
        return text.chars().allMatch(Character::isJavaIdentifierPart) || text.endsWith(")") && text.startsWith("C.")
            ? text : "(" + text + ")";
    }

    private static String wrapped(ScalarType type, String text) {
        String inner = text.contains(" ") ? "(" + text + ")" : text;
        return switch (type) {
            case BOOL -> "C.truth(" + inner + " != 0)";
            case S8 -> "(long) (byte) " + inner;
            case S16 -> "(long) (short) " + inner;
            case S32 -> "(long) (int) " + inner;
            case U8 -> inner + " & 0xFFL";
            case U16 -> inner + " & 0xFFFFL";
            case U32 -> inner + " & 0xFFFF_FFFFL";
            case S64, U64, POINTER -> text;
        };
    }

    /** The expression as a condition, or its opposite. */
    String condition(Expression e, boolean negated) {
        return switch (e) {
            case Unary(var operator, var type, Expression inner) when operator == Expression.UnaryOperator.NOT ->
                condition(inner, !negated);
            case Cast(ScalarType type, Expression inner) when type == ScalarType.BOOL -> condition(inner, negated);
            case Cast(ScalarType type, Expression inner) when truth(inner) -> condition(inner, negated);
            case Binary b when truth(b) -> comparison(b, negated);
            case Constant c -> (c.value() != 0) != negated ? "true" : "false";
            case Register r -> value(r) + (negated ? " == 0" : " != 0");
            case Unary u -> operand(u) + (negated ? " == 0" : " != 0");
            case Binary b -> operand(b) + (negated ? " == 0" : " != 0");
            case Cast c -> operand(c) + (negated ? " == 0" : " != 0");
        };
    }

    private static boolean truth(Expression e) {
        return e instanceof Binary b && (b.operator() == BinaryOperator.EQUAL || b.operator() == BinaryOperator.NOT_EQUAL
            || b.operator() == BinaryOperator.LESS || b.operator() == BinaryOperator.LESS_EQUAL)
            || e instanceof Unary u && u.operator() == Expression.UnaryOperator.NOT;
    }

    private String comparison(Binary b, boolean negated) {
        BinaryOperator operator = b.operator();
        if (operator == BinaryOperator.EQUAL || operator == BinaryOperator.NOT_EQUAL) {
            if (b.right() instanceof Constant c && c.value() == 0 && truth(b.left())) {
                return condition(b.left(), negated == (operator == BinaryOperator.NOT_EQUAL));
            }
            return side(b.left()) + (operator == BinaryOperator.EQUAL != negated ? " == " : " != ") + side(b.right());
        }
        boolean strict = operator == BinaryOperator.LESS;
        if (b.type().signed() || b.type().bits() < 64) {
            return side(b.left()) + (strict ? negated ? " >= " : " < " : negated ? " > " : " <= ") + side(b.right());
        }
        String below = strict ? "C.below(" + value(b.left()) + ", " + value(b.right()) + ")"
            : "C.below(" + value(b.right()) + ", " + value(b.left()) + ")";
        return strict != negated ? below : "!" + below;
    }

    private String side(Expression e) {
        return e instanceof Constant c ? names.constant(c.value(), false) : operand(e);
    }
}
