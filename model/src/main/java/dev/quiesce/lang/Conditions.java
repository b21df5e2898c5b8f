package dev.quiesce.lang;

import dev.quiesce.lang.FunctionBuilder.Label;
import dev.quiesce.lang.Operand.InMemory;
import dev.quiesce.lang.Operand.Nothing;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.ScalarType;
import org.eclipse.cdt.core.dom.ast.IASTBinaryExpression;
import org.eclipse.cdt.core.dom.ast.IASTConditionalExpression;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTUnaryExpression;

/** Conditions: {@code &&}, {@code ||}, {@code !} and {@code ?:} as branches. */
final class Conditions {
    private final Body body;

    Conditions(Body body) {
        this.body = body;
    }

    /** Goes to {@code ifTrue} or {@code ifFalse}. */
    void branch(IASTExpression condition, Label ifTrue, Label ifFalse) {
        IASTExpression inner = SideEffects.unwrap(condition);
        if (inner instanceof IASTUnaryExpression unary && unary.getOperator() == IASTUnaryExpression.op_not) {
            branch(unary.getOperand(), ifFalse, ifTrue);
        } else if (inner instanceof IASTBinaryExpression binary && isLogical(binary)) {
            Label second = new Label();
            boolean and = binary.getOperator() == IASTBinaryExpression.op_logicalAnd;
            branch(binary.getOperand1(), and ? second : ifTrue, and ? ifFalse : second);
            body.code.place(second);
            branch(binary.getOperand2(), ifTrue, ifFalse);
        } else {
            Value value = scalar(inner);
            body.code.branch(inner, value.expression(), ifTrue, ifFalse);
        }
    }

    private Value scalar(IASTExpression condition) {
        return body.expressions.value(condition);
    }

    private static boolean isLogical(IASTBinaryExpression binary) {
        return binary.getOperator() == IASTBinaryExpression.op_logicalAnd
                || binary.getOperator() == IASTBinaryExpression.op_logicalOr;
    }

    /**
     * The value of {@code a && b} or {@code a || b}. The register joins both truths, so that the result still depends on
     * the left one after the branch.
     */
    Value logical(IASTBinaryExpression binary) {
        boolean and = binary.getOperator() == IASTBinaryExpression.op_logicalAnd;
        Value left = Conversions.truth(scalar(binary.getOperand1()));
        if (left.constant() != null) {
            boolean decided = (left.constant() == 0) == and;
            return decided ? skipped(binary, and ? 0 : 1) : Conversions.truth(scalar(binary.getOperand2()));
        }
        int register = body.code.register("");
        Register joined = new Register(register);
        body.code.emit(binary.getOperand1(), site -> new Instruction.Assign(register, left.expression(), site));
        Label more = new Label();
        Label end = new Label();
        body.code.branch(binary.getOperand1(), joined, and ? more : end, and ? end : more);
        body.code.place(more);
        Value right = Conversions.truth(scalar(binary.getOperand2()));
        BinaryOperator operator = and ? BinaryOperator.AND : BinaryOperator.OR;
        Expression both = Folding.binary(operator, ScalarType.S32, joined, right.expression());
        body.code.emit(binary.getOperand2(), site -> new Instruction.Assign(register, both, site));
        body.code.place(end);
        return new Value(joined, CInteger.INT, ScalarType.BOOL);
    }

    /** The right side is checked but never evaluated. */
    private Value skipped(IASTBinaryExpression binary, int result) {
        body.trial(() -> scalar(binary.getOperand2()));
        return Value.of(result, CInteger.INT);
    }

    /** {@code condition ? a : b} and {@code a ?: b}. */
    Operand choice(IASTConditionalExpression conditional) {
        IASTExpression positive = conditional.getPositiveResultExpression();
        return positive == null ? elvis(conditional) : choice(conditional, positive);
    }

    private Operand choice(IASTConditionalExpression conditional, IASTExpression positive) {
        IASTExpression negative = conditional.getNegativeResultExpression();
        Operand one = body.sample(positive);
        Operand other = body.sample(negative);
        CType type = type(conditional, one, other);
        Arithmetic common = common(one, other);
        Value known = body.constantOrNull(conditional.getLogicalConditionExpression());
        if (known != null) {
            return convert(known.constant() != 0 ? positive : negative, type, common);
        }
        Label ifTrue = new Label();
        Label ifFalse = new Label();
        Label end = new Label();
        int register = type.isVoid() ? -1 : body.code.register("");
        branch(conditional.getLogicalConditionExpression(), ifTrue, ifFalse);
        body.code.place(ifTrue);
        ScalarType held = arm(positive, type, common, register);
        body.code.jump(positive, end);
        body.code.place(ifFalse);
        ScalarType otherHeld = arm(negative, type, common, register);
        body.code.place(end);
        if (type.isVoid()) {
            return Nothing.NOTHING;
        }
        if (type instanceof CRecord) {
            return new InMemory(new Register(register), type);
        }
        return new Value(new Register(register), type, held == otherHeld ? held : Operand.scalar(type),
                common == null ? 0 : common.width());
    }

    /** What integers are computed with that may be either of these; null if one is no integer. */
    private static Arithmetic common(Operand one, Operand other) {
        return one.type().isInteger() && other.type().isInteger() ? Arithmetic.of(one, other) : null;
    }

    /** Evaluates one arm into {@code register}: its value, or its address if it is a struct. */
    private ScalarType arm(IASTExpression arm, CType type, Arithmetic common, int register) {
        Operand operand = convert(arm, type, common);
        if (operand instanceof Value value) {
            body.code.emit(arm, site -> new Instruction.Assign(register, value.expression(), site));
            return value.held();
        }
        if (operand instanceof InMemory(Expression address, _, _)) {
            body.code.emit(arm, site -> new Instruction.Assign(register, address, site));
        }
        return ScalarType.POINTER;
    }

    private Operand convert(IASTExpression arm, CType type, Arithmetic common) {
        if (type.isVoid()) {
            body.expressions.effect(arm);
            return Nothing.NOTHING;
        }
        if (type instanceof CRecord record) {
            return body.assignments.struct(arm, record);
        }
        Value value = body.expressions.value(arm);
        return common == null ? Conversions.cast(arm, value, type) : common.convert(arm, value);
    }

    private Operand elvis(IASTConditionalExpression conditional) {
        IASTExpression first = conditional.getLogicalConditionExpression();
        IASTExpression second = conditional.getNegativeResultExpression();
        Operand other = body.sample(second);
        Value value = scalar(first);
        CType type = type(conditional, value, other);
        Arithmetic common = common(value, other);
        Value kept = body.temporary(first, common == null ? Conversions.cast(first, value, type) : common.convert(first, value));
        int register = ((Register) kept.expression()).index();
        Label more = new Label();
        Label end = new Label();
        body.code.branch(first, value.constant() != null ? value.expression() : kept.expression(), end, more);
        body.code.place(more);
        arm(second, type, common, register);
        body.code.place(end);
        return new Value(kept.expression(), type, Operand.scalar(type), common == null ? 0 : common.width());
    }

    /** The type of a conditional expression with these arms. */
    private static CType type(IASTConditionalExpression node, Operand one, Operand other) {
        CType a = one.type();
        CType b = other.type();
        if (a.isVoid() || b.isVoid()) {
            return CType.Void.VOID;
        }
        if (a.isInteger() && b.isInteger()) {
            return Arithmetic.of(one, other).type();
        }
        if (a == b) {
            return a;
        }
        if (a.isPointer() && other instanceof Value value && Conversions.isNull(value)) {
            return a;
        }
        if (b.isPointer() && one instanceof Value value && Conversions.isNull(value)) {
            return b;
        }
        if (a instanceof CType.Pointer(CType left) && b instanceof CType.Pointer(CType right)
                && Conversions.pointsAlike(left, right)) {
            return left.isVoid() ? a : right.isVoid() ? b : a;
        }
        throw new Refusal(node, "the arms of '?:' have types '" + a + "' and '" + b + "'", "a cast makes them the same");
    }
}
