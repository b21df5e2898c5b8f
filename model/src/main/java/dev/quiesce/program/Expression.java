package dev.quiesce.program;

import java.util.Objects;

/**
 * An expression is arithmetic over registers. It reads no memory and has no side effect, but evaluating it can be an
 * error of the program: division by zero, a shift past the width, a register that was never assigned.
 */
public sealed interface Expression {
    /** A fixed value; addresses of globals and functions are {@link Address} constants. */
    record Constant(long value) implements Expression {
        @Override
        public String toString() {
            return Address.isAddress(value) ? Address.toString(value) : Long.toString(value);
        }
    }

    /** The current value of a register of the running function. */
    record Register(int index) implements Expression {
        @Override
        public String toString() {
            return "r" + index;
        }
    }

    /** {@code operator operand}, wrapped to {@code type}. */
    record Unary(UnaryOperator operator, ScalarType type, Expression operand) implements Expression {
        public Unary {
            Objects.requireNonNull(operator);
            Objects.requireNonNull(type);
            Objects.requireNonNull(operand);
        }

        @Override
        public String toString() {
            return operator.symbol() + operand;
        }
    }

    /**
     * {@code left operator right}. Operands have been converted to {@code type} by the producer (but for the count of a
     * shift, which keeps its own type); arithmetic wraps to {@code type}, comparisons give 0 or 1.
     */
    record Binary(BinaryOperator operator, ScalarType type, Expression left, Expression right) implements Expression {
        public Binary {
            Objects.requireNonNull(operator);
            Objects.requireNonNull(type);
            Objects.requireNonNull(left);
            Objects.requireNonNull(right);
        }

        @Override
        public String toString() {
            return "(" + left + " " + operator.symbol() + " " + right + ")";
        }
    }

    /** {@code operand} converted to {@code type}. */
    record Cast(ScalarType type, Expression operand) implements Expression {
        public Cast {
            Objects.requireNonNull(type);
            Objects.requireNonNull(operand);
        }

        @Override
        public String toString() {
            return "(" + type + ")" + operand;
        }
    }

    /** Operators of one operand. {@code NOT} is the logical one and gives 0 or 1. */
    enum UnaryOperator {
        NEGATE("-"), COMPLEMENT("~"), NOT("!");

        private final String symbol;

        UnaryOperator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /** Operators of two operands; the signedness of the type decides division, remainder, right shift and order. */
    enum BinaryOperator {
        ADD("+"), SUBTRACT("-"), MULTIPLY("*"), DIVIDE("/"), REMAINDER("%"), AND("&"), OR("|"), XOR("^"),
        SHIFT_LEFT("<<"), SHIFT_RIGHT(">>"), EQUAL("=="), NOT_EQUAL("!="), LESS("<"), LESS_EQUAL("<=");

        private final String symbol;

        BinaryOperator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }
}
