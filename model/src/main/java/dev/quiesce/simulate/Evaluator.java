package dev.quiesce.simulate;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Finding;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;

/** Arithmetic as C has it on LP64, with what a kernel's sanitizers would report as errors. */
public final class Evaluator {
    private Evaluator() {}

    /** The value of {@code expression} over {@code registers}. */
    static long value(Expression expression, long[] registers, Site site) {
        return value(expression, registers, site, Symmetry.NONE);
    }

    /** The same, telling {@code symmetry} what is done with names of threads and objects. */
    static long value(Expression expression, long[] registers, Site site, Symmetry symmetry) {
        return switch (expression) {
            case Expression.Constant c -> {
                symmetry.integer(c.value());
                yield c.value();
            }
            case Expression.Register(int index) -> {
                long v = registers[index];
                if (v == Frame.UNDEFINED) {
                    throw new Stop.Unset(index, site);
                }
                yield v;
            }
            case Expression.Unary u -> {
                long v = value(u.operand(), registers, site, symmetry);
                yield switch (u.operator()) {
                    case NEGATE -> {
                        symmetry.integer(v);
                        yield u.type().wrap(-v);
                    }
                    case COMPLEMENT -> {
                        symmetry.integer(v);
                        yield u.type().wrap(~v);
                    }
                    case NOT -> v == 0 ? 1 : 0;
                };
            }
            case Expression.Binary b -> {
                long l = value(b.left(), registers, site, symmetry);
                long r = value(b.right(), registers, site, symmetry);
                long result = binary(b.operator(), b.type(), l, r, site);
                symmetry.computed(b.operator(), b.type(), l, r, result, site);
                yield result;
            }
            case Expression.Cast c -> {
                long v = value(c.operand(), registers, site, symmetry);
                long result = c.type().wrap(v);
                symmetry.converted(c.type(), v, result);
                yield result;
            }
        };
    }

    static long binary(Expression.BinaryOperator operator, ScalarType type, long l, long r, Site site) {
        return switch (operator) {
            case ADD -> type.wrap(l + r);
            case SUBTRACT -> type.wrap(l - r);
            case MULTIPLY -> type.wrap(l * r);
            case DIVIDE -> type.wrap(divide(type, l, r, site));
            case REMAINDER -> type.wrap(remainder(type, l, r, site));
            case AND -> type.wrap(l & r);
            case OR -> type.wrap(l | r);
            case XOR -> type.wrap(l ^ r);
            case SHIFT_LEFT -> type.wrap(l << count(type, r, site));
            case SHIFT_RIGHT -> type.wrap(type.signed() ? l >> count(type, r, site) : l >>> count(type, r, site));
            case EQUAL -> l == r ? 1 : 0;
            case NOT_EQUAL -> l != r ? 1 : 0;
            case LESS -> (type.signed() ? l < r : Long.compareUnsigned(l, r) < 0) ? 1 : 0;
            case LESS_EQUAL -> (type.signed() ? l <= r : Long.compareUnsigned(l, r) <= 0) ? 1 : 0;
        };
    }

    private static long divide(ScalarType type, long l, long r, Site site) {
        if (r == 0) {
            throw new Stop.Failed(Finding.ASSERTION, "division by zero", 0, site);
        }
        return type.signed() ? l / r : Long.divideUnsigned(l, r);
    }

    private static long remainder(ScalarType type, long l, long r, Site site) {
        if (r == 0) {
            throw new Stop.Failed(Finding.ASSERTION, "division by zero", 0, site);
        }
        return type.signed() ? l % r : Long.remainderUnsigned(l, r);
    }

    private static long count(ScalarType type, long count, Site site) {
        if (count < 0 || count >= type.bits()) {
            throw new Stop.Failed(Finding.ASSERTION,
                "shift of a " + type.bits() + "-bit value by " + count, 0, site);
        }
        return count;
    }
}
