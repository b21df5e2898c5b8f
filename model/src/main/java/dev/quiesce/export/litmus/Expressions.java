package dev.quiesce.export.litmus;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Binary;
import dev.quiesce.program.Expression.Cast;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Expression.Unary;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Walks through expressions. */
final class Expressions {
    private Expressions() {}

    /** Tells of the expression and of all its parts. */
    static void each(Expression expression, Consumer<Expression> tell) {
        tell.accept(expression);
        switch (expression) {
            case Constant c -> { }
            case Register r -> { }
            case Unary u -> each(u.operand(), tell);
            case Cast c -> each(c.operand(), tell);
            case Binary b -> {
                each(b.left(), tell);
                each(b.right(), tell);
            }
        }
    }

    /** The expression with each part replaced that {@code change} has another one for, from the outside inwards. */
    static Expression map(Expression expression, UnaryOperator<Expression> change) {
        Expression changed = change.apply(expression);
        if (changed != expression) {
            return changed;
        }
        return switch (expression) {
            case Constant c -> c;
            case Register r -> r;
            case Unary(var operator, var type, var operand) -> new Unary(operator, type, map(operand, change));
            case Cast(var type, var operand) -> new Cast(type, map(operand, change));
            case Binary(var operator, var type, var left, var right) -> new Binary(operator, type, map(left, change), map(right, change));
        };
    }

    /** The same with {@code value} in place of a register. */
    static Expression put(Expression expression, int register, Expression value) {
        return map(expression, part -> part instanceof Register(int index) && index == register ? value : part);
    }
}
