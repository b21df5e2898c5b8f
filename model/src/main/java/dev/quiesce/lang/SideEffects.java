package dev.quiesce.lang;

import dev.quiesce.program.Expression;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.cdt.core.dom.ast.ASTVisitor;
import org.eclipse.cdt.core.dom.ast.IASTBinaryExpression;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTIdExpression;
import org.eclipse.cdt.core.dom.ast.IASTUnaryExpression;

/** Which variables an expression may change, and which it takes the address of; by name, so rather too many than too few. */
final class SideEffects {
    private SideEffects() {}

    /** True if evaluating {@code next} may assign to a variable that {@code value} reads. */
    static boolean mayChange(IASTExpression next, Expression value, FunctionBuilder code) {
        if (next instanceof IASTIdExpression || next instanceof org.eclipse.cdt.core.dom.ast.IASTLiteralExpression) {
            return false;
        }
        Set<String> read = new HashSet<>();
        registers(value, code, read);
        read.remove("");
        return !read.isEmpty() && assigned(next).stream().anyMatch(read::contains);
    }

    private static void registers(Expression value, FunctionBuilder code, Set<String> names) {
        switch (value) {
            case Expression.Register(int index) -> names.add(code.registerName(index));
            case Expression.Unary unary -> registers(unary.operand(), code, names);
            case Expression.Cast cast -> registers(cast.operand(), code, names);
            case Expression.Binary binary -> {
                registers(binary.left(), code, names);
                registers(binary.right(), code, names);
            }
            case Expression.Constant _ -> {
                // reads nothing
            }
        }
    }

    private static Set<String> assigned(IASTExpression expression) {
        Set<String> names = new HashSet<>();
        expression.accept(new ASTVisitor() {
            {
                shouldVisitExpressions = true;
            }

            @Override
            public int visit(IASTExpression part) {
                IASTExpression target = target(part);
                if (target instanceof IASTIdExpression id) {
                    names.add(id.getName().toString());
                }
                return PROCESS_CONTINUE;
            }
        });
        return names;
    }

    private static IASTExpression target(IASTExpression part) {
        IASTExpression target = switch (part) {
            case IASTBinaryExpression binary when binary.getOperator() >= IASTBinaryExpression.op_assign
                    && binary.getOperator() <= IASTBinaryExpression.op_binaryOrAssign -> binary.getOperand1();
            case IASTUnaryExpression unary when changes(unary.getOperator()) -> unary.getOperand();
            default -> null;
        };
        return unwrap(target);
    }

    private static boolean changes(int operator) {
        return operator == IASTUnaryExpression.op_prefixIncr || operator == IASTUnaryExpression.op_prefixDecr
                || operator == IASTUnaryExpression.op_postFixIncr || operator == IASTUnaryExpression.op_postFixDecr;
    }

    static IASTExpression unwrap(IASTExpression expression) {
        IASTExpression inner = expression;
        while (inner instanceof IASTUnaryExpression unary && unary.getOperator() == IASTUnaryExpression.op_bracketedPrimary) {
            inner = unary.getOperand();
        }
        return inner;
    }
}
