package dev.quiesce.lang;

import dev.quiesce.lang.Operand.InMemory;
import dev.quiesce.lang.Operand.InRegister;
import dev.quiesce.lang.Operand.Nothing;
import dev.quiesce.lang.Operand.OfFunction;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Expression;
import org.eclipse.cdt.core.dom.ast.IASTArraySubscriptExpression;
import org.eclipse.cdt.core.dom.ast.IASTBinaryExpression;
import org.eclipse.cdt.core.dom.ast.IASTCastExpression;
import org.eclipse.cdt.core.dom.ast.IASTConditionalExpression;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTExpressionList;
import org.eclipse.cdt.core.dom.ast.IASTFieldReference;
import org.eclipse.cdt.core.dom.ast.IASTFunctionCallExpression;
import org.eclipse.cdt.core.dom.ast.IASTIdExpression;
import org.eclipse.cdt.core.dom.ast.IASTInitializerClause;
import org.eclipse.cdt.core.dom.ast.IASTLiteralExpression;
import org.eclipse.cdt.core.dom.ast.IASTProblemExpression;
import org.eclipse.cdt.core.dom.ast.IASTTypeIdExpression;
import org.eclipse.cdt.core.dom.ast.IASTTypeIdInitializerExpression;
import org.eclipse.cdt.core.dom.ast.IASTUnaryExpression;
import org.eclipse.cdt.core.dom.ast.gnu.IGNUASTCompoundStatementExpression;

/** Expressions to operands: each kind of node is sent to the part that knows it. */
final class Expressions {
    private final Body body;

    Expressions(Body body) {
        this.body = body;
    }

    /** The value of {@code clause}: what it stands for, read. */
    Value value(IASTInitializerClause clause) {
        IASTExpression expression = expression(clause);
        return body.places.load(expression, lower(expression));
    }

    static IASTExpression expression(IASTInitializerClause clause) {
        if (clause instanceof IASTExpression expression) {
            return expression;
        }
        throw new Refusal(clause, "a value is expected here, not an initialiser list");
    }

    /** Evaluates {@code expression} for what it does. */
    void effect(IASTExpression expression) {
        Operand operand = lower(expression);
        if (!(operand.type() instanceof CType.Array) && operand.type().isScalar()
                && (operand instanceof InMemory || operand instanceof Operand.InBits)) {
            body.places.load(expression, operand);
        }
    }

    Operand lower(IASTExpression expression) {
        return switch (expression) {
            case IASTIdExpression id -> identifier(id);
            case IASTLiteralExpression literal -> literal(literal);
            case IASTFieldReference field -> body.places.member(field);
            case IASTArraySubscriptExpression subscript -> body.places.element(subscript, false);
            case IASTUnaryExpression unary -> body.operators.unary(unary);
            case IASTBinaryExpression binary -> body.operators.binary(binary);
            case IASTCastExpression cast -> cast(cast);
            case IASTConditionalExpression conditional -> body.conditions.choice(conditional);
            case IASTExpressionList list -> list(list);
            case IASTFunctionCallExpression call -> body.calls.call(call);
            case IASTTypeIdExpression type -> typeId(type);
            case IASTTypeIdInitializerExpression compound -> body.initializers.compoundLiteral(compound);
            case IGNUASTCompoundStatementExpression statements -> body.statements.expression(statements);
            case IASTProblemExpression _ -> throw new Refusal(expression, "syntax error");
            default -> throw new Refusal(expression, "this expression is not supported");
        };
    }

    private Operand identifier(IASTIdExpression id) {
        String name = id.getName().toString();
        Symbol symbol = body.scope().find(name);
        return switch (symbol) {
            case Symbol.OfConstant(long value, CInteger type) -> Value.of(value, type);
            case Symbol.OfRegister(int register, CType type) -> new InRegister(register, type);
            case Symbol.OfObject(int register, CType type) -> new InMemory(new Expression.Register(register), type);
            case Symbol.OfGlobal global -> body.unit.globals().place(id, global);
            case Symbol.OfFunction function -> new OfFunction(function);
            case Symbol.OfType _ -> throw new Refusal(id, "'" + name + "' is a type, not a value");
            case Symbol.Broken _ -> throw Refusal.follows(id);
            case null -> undeclared(id, name);
        };
    }

    private Operand undeclared(IASTIdExpression id, String name) {
        if (name.equals("__func__") || name.equals("__FUNCTION__") || name.equals("__PRETTY_FUNCTION__")) {
            return body.unit.globals().string(id, (body.name + "\0").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        throw new Refusal(id, "'" + name + "' is not declared", Suggestions.symbol(body.scope(), name));
    }

    private Operand literal(IASTLiteralExpression literal) {
        return switch (literal.getKind()) {
            case IASTLiteralExpression.lk_integer_constant -> Literals.integer(literal);
            case IASTLiteralExpression.lk_char_constant -> Literals.character(literal);
            case IASTLiteralExpression.lk_string_literal -> body.unit.globals().string(literal, Literals.string(literal));
            case IASTLiteralExpression.lk_true -> Value.of(1, CInteger.INT);
            case IASTLiteralExpression.lk_false -> Value.of(0, CInteger.INT);
            case IASTLiteralExpression.lk_float_constant -> throw new Refusal(literal, "floating point is not supported",
                    "count in integers: the kernel does not use floating point either");
            default -> throw new Refusal(literal, "this literal is not supported");
        };
    }

    private Operand cast(IASTCastExpression cast) {
        CType type = body.types.of(cast.getTypeId());
        if (type.isVoid()) {
            effect(cast.getOperand());
            return Nothing.NOTHING;
        }
        Operand operand = lower(cast.getOperand());
        if (operand.type() == type && !type.isScalar()) {
            return operand;
        }
        return Conversions.cast(cast, body.places.load(cast.getOperand(), operand), type);
    }

    private Operand list(IASTExpressionList list) {
        IASTExpression[] parts = list.getExpressions();
        for (int i = 0; i < parts.length - 1; i++) {
            effect(parts[i]);
        }
        return rvalue(parts[parts.length - 1]);
    }

    /** What {@code expression} evaluates to now: a value, a struct's place, or nothing. */
    Operand rvalue(IASTExpression expression) {
        Operand operand = lower(expression);
        boolean whole = operand.type() instanceof dev.quiesce.lang.types.CRecord || operand.type().isVoid();
        return whole ? operand : body.places.load(expression, operand);
    }

    private Operand typeId(IASTTypeIdExpression expression) {
        CType type = body.types.of(expression.getTypeId());
        return switch (expression.getOperator()) {
            case IASTTypeIdExpression.op_sizeof -> Value.of(body.sizeOf(expression, type), CInteger.ULONG);
            case IASTTypeIdExpression.op_alignof -> {
                body.sizeOf(expression, type);
                yield Value.of(type.alignment(), CInteger.ULONG);
            }
            default -> throw new Refusal(expression, "this expression is not supported");
        };
    }
}
