package dev.quiesce.lang;

import java.util.HashSet;
import java.util.Set;
import org.eclipse.cdt.core.dom.ast.ASTVisitor;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTIdExpression;
import org.eclipse.cdt.core.dom.ast.IASTStatement;
import org.eclipse.cdt.core.dom.ast.IASTUnaryExpression;

/** The variables of a function that cannot live in registers because {@code &} is applied to them somewhere. */
final class Addressed {
    private Addressed() {}

    static Set<String> in(IASTStatement body) {
        Set<String> names = new HashSet<>();
        body.accept(new ASTVisitor() {
            {
                shouldVisitExpressions = true;
            }

            @Override
            public int visit(IASTExpression expression) {
                if (expression instanceof IASTUnaryExpression unary && unary.getOperator() == IASTUnaryExpression.op_amper
                        && SideEffects.unwrap(unary.getOperand()) instanceof IASTIdExpression id) {
                    names.add(id.getName().toString());
                }
                return PROCESS_CONTINUE;
            }
        });
        return names;
    }
}
