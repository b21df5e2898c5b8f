package dev.quiesce.lang;

import dev.quiesce.lang.Operand.Nothing;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import java.util.List;
import java.util.function.Function;
import org.eclipse.cdt.core.dom.ast.IASTCastExpression;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTFunctionCallExpression;
import org.eclipse.cdt.core.dom.ast.IASTInitializerClause;
import org.eclipse.cdt.core.dom.ast.IASTLiteralExpression;

/** One use of a built-in operation: its arguments in the forms that operations want them. */
record Use(Body body, IASTFunctionCallExpression call) {
    /** Makes an instruction with a destination register. */
    interface Maker {
        Instruction make(int destination, Site site);
    }

    int count() {
        return arguments().size();
    }

    private List<IASTInitializerClause> arguments() {
        return Calls.arguments(call);
    }

    IASTExpression argument(int i) {
        return Expressions.expression(arguments().get(i));
    }

    /** The value of argument {@code i}, saved from what evaluating the later ones does. */
    Value value(int i) {
        Value value = body.expressions.value(argument(i));
        for (int later = i + 1; later < count(); later++) {
            value = body.operators.keep(argument(i), value, argument(later));
        }
        return value;
    }

    /** Argument {@code i} as a pointer or {@code unsigned long}. */
    Expression word(int i) {
        return value(i).expression();
    }

    /** Argument {@code i}, null if it is the constant 0. */
    Expression wordOrNull(int i) {
        Value value = value(i);
        return value.constant() != null && value.constant() == 0 ? null : value.expression();
    }

    /** Argument {@code i} as a condition: 0 or not. */
    Expression condition(int i) {
        return Conversions.truth(value(i)).expression();
    }

    long constant(int i) {
        return body.constant(argument(i)).constant();
    }

    /** The constant of {@code choices} whose number argument {@code i} is. */
    <E extends Enum<E>> E choice(int i, E[] choices) {
        long number = constant(i);
        if (number < 0 || number >= choices.length) {
            throw new Refusal(argument(i), "there is no such " + choices[0].getDeclaringClass().getSimpleName());
        }
        return choices[(int) number];
    }

    /** The text of argument {@code i}, which is a string literal. */
    String text(int i) {
        if (SideEffects.unwrap(argument(i)) instanceof IASTLiteralExpression literal
                && literal.getKind() == IASTLiteralExpression.lk_string_literal) {
            return Literals.text(literal);
        }
        Value value = body.constantOrNull(argument(i));
        String text = value == null ? null : body.unit.globals().textAt(value.constant());
        if (text == null) {
            throw new Refusal(argument(i), "this must be a string literal");
        }
        return text;
    }

    /** The object that pointer argument {@code i} points to: its address and its type, which is a scalar. */
    Operand.InMemory scalar(int i) {
        IASTExpression expression = SideEffects.unwrap(argument(i));
        while (expression instanceof IASTCastExpression cast && toVoid(cast)) {
            expression = SideEffects.unwrap(cast.getOperand());
        }
        Value pointer = body.expressions.value(expression);
        for (int later = i + 1; later < count(); later++) {
            pointer = body.operators.keep(expression, pointer, argument(later));
        }
        if (!(pointer.type() instanceof CType.Pointer(CType target)) || !target.isScalar()) {
            throw new Refusal(expression, "this access needs an integer or a pointer, not "
                    + (pointer.type() instanceof CType.Pointer(CType what) ? "'" + what + "'" : "'" + pointer.type() + "'"),
                    "access the members of a struct one by one");
        }
        return new Operand.InMemory(pointer.expression(), target);
    }

    private boolean toVoid(IASTCastExpression cast) {
        return body.types.of(cast.getTypeId()) instanceof CType.Pointer(CType target) && target.isVoid();
    }

    /** {@code value}, an {@code unsigned long}, as an access of {@code type} stores it. */
    static Expression narrow(IASTExpression node, Value value, CType type) {
        Value word = value.type().isPointer() ? value : Conversions.cast(node, value, CInteger.ULONG);
        return Conversions.cast(node, word, type).expression();
    }

    Operand emit(Function<Site, Instruction> make) {
        body.code.emit(call, make);
        return Nothing.NOTHING;
    }

    /** Emits an instruction with a result of type {@code type} that {@code held} can hold. */
    Value emit(CType type, ScalarType held, Maker maker) {
        int register = body.code.register("");
        body.code.emit(call, site -> maker.make(register, site));
        return new Value(new Register(register), type, held);
    }

    Value truth(Maker maker) {
        return emit(CInteger.INT, ScalarType.BOOL, maker);
    }
}
