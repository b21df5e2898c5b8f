package dev.quiesce.lang;

import dev.quiesce.lang.Operand.InMemory;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.UnaryOperator;
import dev.quiesce.program.ScalarType;
import org.eclipse.cdt.core.dom.ast.IASTArraySubscriptExpression;
import org.eclipse.cdt.core.dom.ast.IASTBinaryExpression;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTUnaryExpression;

/** Operators that compute: arithmetic, comparisons, pointers. */
final class Operators {
    private final Body body;

    Operators(Body body) {
        this.body = body;
    }

    Operand unary(IASTUnaryExpression unary) {
        IASTExpression operand = unary.getOperand();
        return switch (unary.getOperator()) {
            case IASTUnaryExpression.op_bracketedPrimary -> body.expressions.lower(operand);
            case IASTUnaryExpression.op_star -> body.places.target(unary, body.expressions.value(operand));
            case IASTUnaryExpression.op_amper -> addressOf(unary, operand);
            case IASTUnaryExpression.op_not -> Conversions.not(body.expressions.value(operand));
            case IASTUnaryExpression.op_minus -> arithmetic(unary, UnaryOperator.NEGATE);
            case IASTUnaryExpression.op_tilde -> arithmetic(unary, UnaryOperator.COMPLEMENT);
            case IASTUnaryExpression.op_plus -> Conversions.promote(unary, integer(unary, body.expressions.value(operand)));
            case IASTUnaryExpression.op_prefixIncr -> body.assignments.step(unary, 1, true);
            case IASTUnaryExpression.op_prefixDecr -> body.assignments.step(unary, -1, true);
            case IASTUnaryExpression.op_postFixIncr -> body.assignments.step(unary, 1, false);
            case IASTUnaryExpression.op_postFixDecr -> body.assignments.step(unary, -1, false);
            case IASTUnaryExpression.op_sizeof -> sizeOf(unary, operand);
            case IASTUnaryExpression.op_alignOf -> Value.of(body.typeOf(operand).alignment(), CInteger.ULONG);
            case IASTUnaryExpression.op_labelReference -> throw new Refusal(unary, "addresses of labels are not supported",
                    "use a switch");
            default -> throw new Refusal(unary, "this operator is not supported");
        };
    }

    private Value sizeOf(IASTUnaryExpression unary, IASTExpression operand) {
        Operand typed = body.trial(() -> body.expressions.lower(operand));
        if (typed instanceof Operand.InBits) {
            throw new Refusal(unary, "a bit-field has no sizeof");
        }
        return Value.of(body.sizeOf(unary, typed.type()), CInteger.ULONG);
    }

    private Value arithmetic(IASTUnaryExpression unary, UnaryOperator operator) {
        Value value = Conversions.promote(unary, integer(unary, body.expressions.value(unary.getOperand())));
        Arithmetic type = Arithmetic.of(value);
        return type.wrap(Folding.unary(operator, type.scalar(), value.expression()));
    }

    private static Value integer(IASTNode node, Value value) {
        if (!value.type().isInteger()) {
            throw new Refusal(node, "an integer is needed here, this is '" + value.type() + "'");
        }
        return value;
    }

    private Operand addressOf(IASTNode node, IASTExpression operand) {
        IASTExpression inner = operand;
        while (inner instanceof IASTUnaryExpression unary && unary.getOperator() == IASTUnaryExpression.op_bracketedPrimary) {
            inner = unary.getOperand();
        }
        Operand place = inner instanceof IASTArraySubscriptExpression subscript ? body.places.element(subscript, true)
                : body.expressions.lower(inner);
        return switch (place) {
            case InMemory(Expression address, CType type, _) -> new Value(address, type.pointer());
            case Operand.OfFunction function -> body.places.load(node, function);
            case Value pointer when pointer.type() instanceof CType.Pointer(CType.Function _) -> pointer;
            case Operand.InBits _ -> throw new Refusal(node, "a bit-field has no address");
            case Operand.InRegister _ -> throw new IllegalStateException("'" + operand.getRawSignature() + "' lives in a register");
            default -> throw new Refusal(node, "this has no address");
        };
    }

    Operand binary(IASTBinaryExpression binary) {
        int operator = binary.getOperator();
        if (operator == IASTBinaryExpression.op_assign) {
            return body.assignments.assign(binary);
        }
        if (operator >= IASTBinaryExpression.op_multiplyAssign && operator <= IASTBinaryExpression.op_binaryOrAssign) {
            return body.assignments.compound(binary);
        }
        if (operator == IASTBinaryExpression.op_logicalAnd || operator == IASTBinaryExpression.op_logicalOr) {
            return body.conditions.logical(binary);
        }
        Value left = keep(binary.getOperand1(), body.expressions.value(binary.getOperand1()), binary.getOperand2());
        Value right = body.expressions.value(binary.getOperand2());
        return combine(binary, operator, left, right);
    }

    /** {@code value}, saved from what evaluating {@code next} does to the variables that it reads. */
    Value keep(IASTNode node, Value value, IASTExpression next) {
        return value.constant() == null && SideEffects.mayChange(next, value.expression(), body.code)
                ? body.temporary(node, value) : value;
    }

    /** {@code left operator right}, the operator in CDT's numbering and none that assigns or branches. */
    Value combine(IASTNode node, int operator, Value left, Value right) {
        return switch (operator) {
            case IASTBinaryExpression.op_plus -> add(node, left, right);
            case IASTBinaryExpression.op_minus -> subtract(node, left, right);
            case IASTBinaryExpression.op_multiply -> arithmetic(node, BinaryOperator.MULTIPLY, left, right);
            case IASTBinaryExpression.op_divide -> arithmetic(node, BinaryOperator.DIVIDE, left, right);
            case IASTBinaryExpression.op_modulo -> arithmetic(node, BinaryOperator.REMAINDER, left, right);
            case IASTBinaryExpression.op_binaryAnd -> arithmetic(node, BinaryOperator.AND, left, right);
            case IASTBinaryExpression.op_binaryOr -> arithmetic(node, BinaryOperator.OR, left, right);
            case IASTBinaryExpression.op_binaryXor -> arithmetic(node, BinaryOperator.XOR, left, right);
            case IASTBinaryExpression.op_shiftLeft -> shift(node, BinaryOperator.SHIFT_LEFT, left, right);
            case IASTBinaryExpression.op_shiftRight -> shift(node, BinaryOperator.SHIFT_RIGHT, left, right);
            case IASTBinaryExpression.op_equals -> compare(node, BinaryOperator.EQUAL, left, right);
            case IASTBinaryExpression.op_notequals -> compare(node, BinaryOperator.NOT_EQUAL, left, right);
            case IASTBinaryExpression.op_lessThan -> compare(node, BinaryOperator.LESS, left, right);
            case IASTBinaryExpression.op_lessEqual -> compare(node, BinaryOperator.LESS_EQUAL, left, right);
            case IASTBinaryExpression.op_greaterThan -> compare(node, BinaryOperator.LESS, right, left);
            case IASTBinaryExpression.op_greaterEqual -> compare(node, BinaryOperator.LESS_EQUAL, right, left);
            default -> throw new Refusal(node, "this operator is not supported");
        };
    }

    private Value arithmetic(IASTNode node, BinaryOperator operator, Value left, Value right) {
        Arithmetic type = Arithmetic.of(integer(node, left), integer(node, right));
        Expression a = type.convert(node, left).expression();
        Expression b = type.convert(node, right).expression();
        Value result = type.wrap(Folding.binary(operator, type.scalar(), a, b));
        return operator == BinaryOperator.AND && type.width() == 0
                ? new Value(result.expression(), type.type(), narrower(left, right, type.type())) : result;
    }

    /** The result of {@code &} fits whatever unsigned type one of its operands fits. */
    private static ScalarType narrower(Value left, Value right, CInteger type) {
        ScalarType held = type.scalar();
        for (Value value : new Value[] {left, right}) {
            if (!value.held().signed() && value.held().bits() < held.bits()) {
                held = value.held();
            }
        }
        return held == ScalarType.BOOL ? ScalarType.U8 : held;
    }

    private Value shift(IASTNode node, BinaryOperator operator, Value left, Value right) {
        Value value = Conversions.promote(node, integer(node, left));
        Value count = Conversions.promote(node, integer(node, right));
        Arithmetic type = Arithmetic.of(value);
        return type.wrap(Folding.binary(operator, type.scalar(), value.expression(), count.expression()));
    }

    private Value add(IASTNode node, Value left, Value right) {
        if (left.type().isPointer() && right.type().isInteger()) {
            return advance(node, left, right, 1);
        }
        if (left.type().isInteger() && right.type().isPointer()) {
            return advance(node, right, left, 1);
        }
        return arithmetic(node, BinaryOperator.ADD, left, right);
    }

    private Value subtract(IASTNode node, Value left, Value right) {
        if (left.type().isPointer() && right.type().isInteger()) {
            return advance(node, left, right, -1);
        }
        if (left.type() instanceof CType.Pointer(CType a) && right.type() instanceof CType.Pointer(CType b)) {
            if (!Conversions.pointsAlike(a, b)) {
                throw new Refusal(node, "these pointers point to different types");
            }
            long size = body.sizeOf(node, a);
            Expression distance = Folding.binary(BinaryOperator.SUBTRACT, ScalarType.S64, left.expression(), right.expression());
            return new Value(size == 1 ? distance
                    : Folding.binary(BinaryOperator.DIVIDE, ScalarType.S64, distance, new Constant(size)), CInteger.LONG);
        }
        return arithmetic(node, BinaryOperator.SUBTRACT, left, right);
    }

    /** {@code pointer + sign * index}, counted in objects. */
    Value advance(IASTNode node, Value pointer, Value index, int sign) {
        CType target = ((CType.Pointer) pointer.type()).target();
        long size = body.sizeOf(node, target) * sign;
        if (index.constant() != null) {
            return new Value(Folding.offset(pointer.expression(), index.constant() * size), pointer.type());
        }
        Expression wide = Conversions.cast(node, index, CInteger.LONG).expression();
        long bytes = Math.abs(size);
        Expression distance = bytes == 1 ? wide : Folding.binary(BinaryOperator.MULTIPLY, ScalarType.S64, wide, new Constant(bytes));
        BinaryOperator operator = sign < 0 ? BinaryOperator.SUBTRACT : BinaryOperator.ADD;
        return new Value(Folding.binary(operator, ScalarType.POINTER, pointer.expression(), distance), pointer.type());
    }

    private Value compare(IASTNode node, BinaryOperator operator, Value left, Value right) {
        if (left.type().isInteger() && right.type().isInteger()) {
            Arithmetic type = Arithmetic.of(left, right);
            return Conversions.compare(operator, type.scalar(), type.convert(node, left).expression(),
                    type.convert(node, right).expression());
        }
        boolean comparable = Conversions.isNull(left) || Conversions.isNull(right)
                || left.type() instanceof CType.Pointer(CType a) && right.type() instanceof CType.Pointer(CType b)
                && Conversions.pointsAlike(a, b);
        if (!comparable) {
            throw new Refusal(node, "cannot compare '" + left.type() + "' with '" + right.type() + "'", "a cast says that this is meant");
        }
        return Conversions.compare(operator, ScalarType.POINTER, left.expression(), right.expression());
    }
}
