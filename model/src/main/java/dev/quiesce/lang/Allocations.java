package dev.quiesce.lang;

import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.ObjectType;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.cdt.core.dom.ast.ASTVisitor;
import org.eclipse.cdt.core.dom.ast.IASTBinaryExpression;
import org.eclipse.cdt.core.dom.ast.IASTCastExpression;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTEqualsInitializer;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTFunctionCallExpression;
import org.eclipse.cdt.core.dom.ast.IASTFunctionDefinition;
import org.eclipse.cdt.core.dom.ast.IASTName;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTTypeIdExpression;
import org.eclipse.cdt.core.dom.ast.IASTUnaryExpression;

/** What an allocation is meant to hold, read from its size or from where its result goes. It only serves to name things. */
final class Allocations {
    private final Unit unit;
    private final Map<Symbol.OfFunction, Boolean> allocating = new HashMap<>();

    Allocations(Unit unit) {
        this.unit = unit;
    }

    /** The type of what the {@code __q_alloc} at {@code call} makes; null if nothing tells. */
    ObjectType type(Body body, IASTFunctionCallExpression call) {
        IASTExpression size = Expressions.expression(call.getArguments()[0]);
        ObjectType sized = bySize(body, size);
        if (sized != null) {
            return sized;
        }
        return body.suggested != null ? body.suggested : byDestination(body, call);
    }

    /** What {@code call} suggests to a bundled function that allocates; null if it does not, or nothing tells. */
    ObjectType suggestion(Body body, IASTFunctionCallExpression call, Symbol.OfFunction function) {
        if (body.inTrial() || function.definition() == null || unit.sites().isUsers(function.definition())
                || !allocates(function)) {
            return null;
        }
        return body.suggested != null ? body.suggested : byDestination(body, call);
    }

    private boolean allocates(Symbol.OfFunction function) {
        Boolean known = allocating.get(function);
        if (known != null) {
            return known;
        }
        allocating.put(function, false);
        boolean[] found = new boolean[1];
        function.definition().getBody().accept(new ASTVisitor() {
            {
                shouldVisitNames = true;
            }

            @Override
            public int visit(IASTName name) {
                String text = name.toString();
                boolean here = text.equals("__q_alloc") || unit.fileScope().find(text) instanceof Symbol.OfFunction callee
                        && callee.definition() != null && allocates(callee);
                found[0] |= here;
                return here ? PROCESS_ABORT : PROCESS_CONTINUE;
            }
        });
        allocating.put(function, found[0]);
        return found[0];
    }

    private ObjectType bySize(Body body, IASTExpression size) {
        IASTExpression[] found = new IASTExpression[1];
        size.accept(new ASTVisitor() {
            {
                shouldVisitExpressions = true;
            }

            @Override
            public int visit(IASTExpression part) {
                boolean type = part instanceof IASTTypeIdExpression id && id.getOperator() == IASTTypeIdExpression.op_sizeof;
                boolean value = part instanceof IASTUnaryExpression unary && unary.getOperator() == IASTUnaryExpression.op_sizeof;
                if (type || value) {
                    found[0] = part;
                    return PROCESS_ABORT;
                }
                return PROCESS_CONTINUE;
            }
        });
        if (found[0] == null) {
            return null;
        }
        CType element = found[0] instanceof IASTTypeIdExpression id ? body.types.of(id.getTypeId())
                : body.typeOf(((IASTUnaryExpression) found[0]).getOperand());
        return shape(body, element, size);
    }

    private ObjectType shape(Body body, CType element, IASTExpression size) {
        if (element.size() <= 0 || element.isVoid()) {
            return null;
        }
        ObjectType one = unit.objectTypes().of(element);
        Operand.Value total = body.constantOrNull(size);
        boolean flexible = element instanceof CRecord record && record.isFlexible();
        if (total != null && total.constant() != element.size() && !flexible) {
            return total.constant() % element.size() == 0 && total.constant() > 0
                    ? new ObjectType.ArrayObject(one, total.constant() / element.size()) : null;
        }
        boolean product = SideEffects.unwrap(size) instanceof IASTBinaryExpression binary
                && binary.getOperator() == IASTBinaryExpression.op_multiply;
        return total == null && product ? new ObjectType.ArrayObject(one, 0) : one;
    }

    /** The type that the pointer which {@code call} yields is converted to, found by looking outwards. */
    private ObjectType byDestination(Body body, IASTFunctionCallExpression call) {
        for (IASTNode at = call; at.getParent() != null; at = at.getParent()) {
            IASTNode node = at;
            IASTNode parent = at.getParent();
            CType type = switch (parent) {
                case IASTCastExpression cast -> body.types.of(cast.getTypeId());
                case IASTBinaryExpression binary when binary.getOperator() == IASTBinaryExpression.op_assign
                        && binary.getOperand2() == node -> body.typeOf(binary.getOperand1());
                case IASTEqualsInitializer initializer when initializer.getParent() instanceof IASTDeclarator declarator ->
                    declared(body, declarator);
                case IASTFunctionDefinition _, IASTFunctionCallExpression _ -> CType.Void.VOID;
                default -> null;
            };
            if (type instanceof CType.Pointer(CType target) && target.size() > 0 && !target.isVoid()
                    && !(target instanceof CType.Function)) {
                return unit.objectTypes().of(target);
            }
            if (type != null && !(type instanceof CType.Pointer)) {
                return null;
            }
        }
        return null;
    }

    private static CType declared(Body body, IASTDeclarator declarator) {
        Symbol symbol = body.scope().find(declarator.getName().toString());
        return switch (symbol) {
            case Symbol.OfRegister register -> register.type();
            case Symbol.OfObject object -> object.type();
            case null, default -> null;
        };
    }
}
