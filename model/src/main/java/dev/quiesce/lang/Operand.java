package dev.quiesce.lang;

import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Expression;
import dev.quiesce.program.ScalarType;
import java.util.Objects;

/** What a C expression stands for while it is lowered: a value, or a place that can be read, written or pointed at. */
sealed interface Operand {
    CType type();

    /**
     * A number or pointer.
     *
     * @param held  a type, maybe narrower than {@code type}, that is known to hold the value: it saves conversions
     * @param width the bits of a type of its own, which a bit-field wider than {@code int} has; 0 if {@code type} is all there is
     */
    record Value(Expression expression, CType type, ScalarType held, int width) implements Operand {
        public Value {
            Objects.requireNonNull(expression);
            Objects.requireNonNull(held);
        }

        Value(Expression expression, CType type, ScalarType held) {
            this(expression, type, held, 0);
        }

        Value(Expression expression, CType type) {
            this(expression, type, scalar(type));
        }

        static Value of(long number, CInteger type) {
            return new Value(new Expression.Constant(type.scalar().wrap(number)), type);
        }

        /** The number, if it is a constant; else null. */
        Long constant() {
            return expression instanceof Expression.Constant(long value) ? value : null;
        }
    }

    /** A local variable that lives in a register. */
    record InRegister(int register, CType type) implements Operand {}

    /**
     * An object, or a part of one.
     *
     * @param loose true for an array whose declared size says nothing: one at the end of a struct, of one element or none
     */
    record InMemory(Expression address, CType type, boolean loose) implements Operand {
        InMemory(Expression address, CType type) {
            this(address, type, false);
        }
    }

    /** A bit-field; its pieces' offsets count from {@code address}. */
    record InBits(Expression address, CRecord.Bits bits, CInteger type) implements Operand {}

    /** A function. */
    record OfFunction(Symbol.OfFunction function) implements Operand {
        @Override
        public CType type() {
            return function.type();
        }
    }

    /** What an expression of type void stands for. */
    record Nothing() implements Operand {
        static final Nothing NOTHING = new Nothing();

        @Override
        public CType type() {
            return CType.Void.VOID;
        }
    }

    /** How a register holds a value of {@code type}. */
    static ScalarType scalar(CType type) {
        return switch (type) {
            case CInteger integer -> integer.scalar();
            case CType.Pointer _ -> ScalarType.POINTER;
            default -> throw new IllegalArgumentException(type + " is no scalar");
        };
    }
}
