package dev.quiesce.lang;

import dev.quiesce.lang.Operand.InBits;
import dev.quiesce.lang.Operand.InMemory;
import dev.quiesce.lang.Operand.InRegister;
import dev.quiesce.lang.Operand.Nothing;
import dev.quiesce.lang.Operand.OfFunction;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.ScalarType;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/**
 * The type that an operation is done in. A bit-field wider than {@code int} has a type of its own width, as gcc has it: one that ranks
 * above {@code int} and below {@code long}, among its like by width; what is computed in it wraps at its width.
 *
 * @param width of such a type, which {@code type} is wide enough for; else 0
 */
record Arithmetic(CInteger type, int width) {
    /** That of a value after the integer promotions. */
    static Arithmetic of(Value value) {
        return value.width() == 0 ? new Arithmetic(((CInteger) value.type()).promoted(), 0)
                : new Arithmetic((CInteger) value.type(), value.width());
    }

    /** That of an integer operand, whether it has been loaded or not. */
    static Arithmetic of(Operand operand) {
        return switch (operand) {
            case Value value -> of(value);
            case InBits place -> BitFields.arithmetic(place);
            case InRegister _, InMemory _, OfFunction _, Nothing _ -> new Arithmetic(((CInteger) operand.type()).promoted(), 0);
        };
    }

    /** That of two operands: the usual arithmetic conversions. */
    static Arithmetic of(Operand left, Operand right) {
        Arithmetic a = of(left);
        Arithmetic b = of(right);
        if (a.width == 0 && b.width == 0) {
            return new Arithmetic(a.type.common(b.type), 0);
        }
        if (a.bits() != b.bits()) {
            return a.bits() > b.bits() ? a : b;
        }
        return a.type.signed() ? b : a;
    }

    private int bits() {
        return width == 0 ? type.scalar().bits() : width;
    }

    ScalarType scalar() {
        return type.scalar();
    }

    /** {@code value} in this type. */
    Value convert(IASTNode node, Value value) {
        if (value.width() == width && (width == 0 || value.type() == type)) {
            return Conversions.cast(node, value, type, width);
        }
        return wrap(Conversions.cast(node, value, type).expression());
    }

    /** {@code expression}, computed in {@link #type}, as a value of this type. */
    Value wrap(Expression expression) {
        if (width == 0) {
            return new Value(expression, type);
        }
        if (!type.signed()) {
            Expression cut = Folding.binary(BinaryOperator.AND, ScalarType.U64, expression, new Constant((1L << width) - 1));
            return new Value(cut, type, type.scalar(), width);
        }
        Constant unused = new Constant(Long.SIZE - width);
        Expression up = Folding.binary(BinaryOperator.SHIFT_LEFT, ScalarType.S64, expression, unused);
        return new Value(Folding.binary(BinaryOperator.SHIFT_RIGHT, ScalarType.S64, up, unused), type, type.scalar(), width);
    }
}
