package dev.quiesce.stress.emit;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Binary;
import dev.quiesce.program.Expression.Cast;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Expression.Unary;
import java.util.BitSet;

/** Function addresses in expressions. */
final class Functions {
    private Functions() {}

    /** Adds the functions whose addresses stand in {@code e}. */
    static void in(Expression e, BitSet found) {
        switch (e) {
            case Constant(long value) -> {
                int f = Address.function(value);
                if (f >= 0) {
                    found.set(f);
                }
            }
            case Register r -> { }
            case Unary u -> in(u.operand(), found);
            case Cast c -> in(c.operand(), found);
            case Binary b -> {
                in(b.left(), found);
                in(b.right(), found);
            }
        }
    }
}
