package dev.quiesce.lang;

import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.UnaryOperator;
import dev.quiesce.program.ScalarType;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** Conversions between scalar types, those that C does by itself and those that are written out. */
final class Conversions {
    private Conversions() {}

    /** {@code value} as a {@code type}, as a cast does it. */
    static Value cast(IASTNode node, Value value, CType type) {
        if (!type.isScalar()) {
            throw new Refusal(node, "cannot convert '" + value.type() + "' to '" + type + "'");
        }
        ScalarType target = Operand.scalar(type);
        if (holds(target, value.held())) {
            return new Value(value.expression(), type, value.held());
        }
        return new Value(Folding.cast(target, value.expression()), type);
    }

    /** The same, and of a type of {@code width} bits if that is not 0, which the value is of already. */
    static Value cast(IASTNode node, Value value, CType type, int width) {
        Value cast = cast(node, value, type);
        return width == 0 ? cast : new Value(cast.expression(), cast.type(), cast.held(), width);
    }

    /** True if each value that {@code narrow} can hold reads the same as a {@code wide}. */
    private static boolean holds(ScalarType wide, ScalarType narrow) {
        if (wide == narrow || wide.bits() == 64 || narrow == ScalarType.BOOL) {
            return true;
        }
        return wide != ScalarType.BOOL && narrow.bits() < wide.bits() && (!narrow.signed() || wide.signed());
    }

    /** {@code value} as assignment, initialisation, a call or a return convert it. */
    static Value assign(IASTNode node, Value value, CType type) {
        if (!assignable(value, type)) {
            String hint = type.isPointer() && value.type().isPointer() ? "the pointers point to different types"
                    : type.isPointer() || value.type().isPointer() ? "a cast says that this is meant" : "";
            throw new Refusal(node, "cannot convert '" + value.type() + "' to '" + type + "'", hint);
        }
        return cast(node, value, type);
    }

    private static boolean assignable(Value value, CType type) {
        return switch (type) {
            case CInteger integer -> value.type().isInteger() || integer == CInteger.BOOL;
            case CType.Pointer pointer -> isNull(value)
                    || value.type() instanceof CType.Pointer from && pointsAlike(from.target(), pointer.target());
            default -> false;
        };
    }

    /** True for 0 and for {@code (void *)0}. */
    static boolean isNull(Value value) {
        boolean typed = value.type().isInteger() || value.type() instanceof CType.Pointer p && p.target().isVoid();
        return typed && value.constant() != null && value.constant() == 0;
    }

    /** Whether a pointer to {@code from} may become one to {@code to} without a cast; signedness does not matter. */
    static boolean pointsAlike(CType from, CType to) {
        if (from.isVoid() || to.isVoid()) {
            return true;
        }
        return switch (from) {
            case CInteger integer -> to instanceof CInteger other && integer.size() == other.size();
            case CType.Pointer pointer -> to instanceof CType.Pointer other && pointsAlike(pointer.target(), other.target());
            case CType.Array array -> to instanceof CType.Array other && pointsAlike(array.element(), other.element())
                    && (array.count() < 0 || other.count() < 0 || array.count() == other.count());
            case CRecord record -> record == to;
            case CType.Function function -> to instanceof CType.Function other && callsAlike(function, other);
            case CType.Void _ -> true;
        };
    }

    private static boolean callsAlike(CType.Function from, CType.Function to) {
        if (from.open() || to.open()) {
            return true;
        }
        if (from.parameters().size() != to.parameters().size() || from.variadic() != to.variadic()
                || from.result().isVoid() != to.result().isVoid()) {
            return false;
        }
        for (int i = 0; i < from.parameters().size(); i++) {
            if (!pointsAlike(from.parameters().get(i), to.parameters().get(i))) {
                return false;
            }
        }
        return from.result().isVoid() || pointsAlike(from.result(), to.result());
    }

    /** {@code value} after the integer promotions. */
    static Value promote(IASTNode node, Value value) {
        return value.type().isInteger() ? Arithmetic.of(value).convert(node, value) : value;
    }

    /** 1 if {@code value} is not zero, else 0, as an {@code int}. */
    static Value truth(Value value) {
        if (value.held() == ScalarType.BOOL) {
            return new Value(value.expression(), CInteger.INT, ScalarType.BOOL);
        }
        return compare(BinaryOperator.NOT_EQUAL, Operand.scalar(value.type()), value.expression(), new Expression.Constant(0));
    }

    static Value not(Value value) {
        return new Value(Folding.unary(UnaryOperator.NOT, ScalarType.S32, value.expression()), CInteger.INT, ScalarType.BOOL);
    }

    static Value compare(BinaryOperator operator, ScalarType type, Expression left, Expression right) {
        return new Value(Folding.binary(operator, type, left, right), CInteger.INT, ScalarType.BOOL);
    }
}
