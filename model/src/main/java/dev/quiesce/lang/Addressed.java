package dev.quiesce.lang;

import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.cdt.core.dom.ast.ASTVisitor;
import org.eclipse.cdt.core.dom.ast.IASTArraySubscriptExpression;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTFieldReference;
import org.eclipse.cdt.core.dom.ast.IASTIdExpression;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTStatement;
import org.eclipse.cdt.core.dom.ast.IASTTypeIdInitializerExpression;
import org.eclipse.cdt.core.dom.ast.IASTUnaryExpression;

/**
 * The variables of a function that something may point at, by name.
 *
 * @param whole those that {@code &} is applied to, which cannot live in registers
 * @param part  those, and those that it is applied to a part of
 * @param bare  those that are named without an index behind them: arrays that become pointers are among them
 */
record Addressed(Set<String> whole, Set<String> part, Set<String> bare) {
    static final Addressed NONE = new Addressed(Set.of(), Set.of(), Set.of());

    static Addressed in(IASTStatement body) {
        Addressed names = new Addressed(new HashSet<>(), new HashSet<>(), new HashSet<>());
        body.accept(new ASTVisitor() {
            {
                shouldVisitExpressions = true;
            }

            @Override
            public int visit(IASTExpression expression) {
                names.add(expression);
                return PROCESS_CONTINUE;
            }
        });
        return names;
    }

    private void add(IASTExpression expression) {
        if (expression instanceof IASTUnaryExpression unary && unary.getOperator() == IASTUnaryExpression.op_amper) {
            if (SideEffects.unwrap(unary.getOperand()) instanceof IASTIdExpression id) {
                whole.add(id.getName().toString());
            }
            if (base(unary.getOperand()) instanceof IASTIdExpression id) {
                part.add(id.getName().toString());
            }
        }
        if (expression instanceof IASTIdExpression id && !(id.getParent() instanceof IASTArraySubscriptExpression index
                && index.getArrayExpression() == id)) {
            bare.add(id.getName().toString());
        }
    }

    /** The object that {@code expression} is a part of. */
    private static IASTExpression base(IASTExpression expression) {
        return switch (SideEffects.unwrap(expression)) {
            case IASTFieldReference member when !member.isPointerDereference() -> base(member.getFieldOwner());
            case IASTArraySubscriptExpression element -> base(element.getArrayExpression());
            case IASTExpression other -> other;
        };
    }

    /** True if something may point into the variable. */
    boolean mayBePointedAt(String name, CType type) {
        return part.contains(name) || hasArray(type)
                && !(type instanceof CType.Array array && array.element().isScalar() && !bare.contains(name));
    }

    /** True if something may point into the object that a compound literal makes. */
    static boolean mayBePointedAt(IASTTypeIdInitializerExpression literal, CType type) {
        IASTNode at = literal.getParent();
        while (at instanceof IASTFieldReference || at instanceof IASTArraySubscriptExpression
                || at instanceof IASTUnaryExpression unary && unary.getOperator() == IASTUnaryExpression.op_bracketedPrimary) {
            at = at.getParent();
        }
        return hasArray(type) || at instanceof IASTUnaryExpression unary && unary.getOperator() == IASTUnaryExpression.op_amper;
    }

    private static boolean hasArray(CType type) {
        return type instanceof CType.Array
                || type instanceof CRecord record && record.fields().stream().anyMatch(field -> hasArray(field.type()));
    }
}
