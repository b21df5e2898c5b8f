package dev.quiesce.lang;

import dev.quiesce.lang.Operand.InBits;
import dev.quiesce.lang.Operand.InMemory;
import dev.quiesce.lang.Operand.InRegister;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import dev.quiesce.lang.types.Leaves;
import dev.quiesce.lang.types.Leaves.Leaf;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Order;
import dev.quiesce.program.ScalarType;
import java.util.List;
import org.eclipse.cdt.core.dom.ast.IASTBinaryExpression;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTUnaryExpression;

/** Assignments: plain, compound, of whole structs, and the increments. */
final class Assignments {
    private static final int MOST_LEAVES = 4096;

    private final Body body;

    Assignments(Body body) {
        this.body = body;
    }

    Operand assign(IASTBinaryExpression assignment) {
        IASTExpression left = assignment.getOperand1();
        IASTExpression right = assignment.getOperand2();
        Operand place = steady(left, place(left), right);
        if (place instanceof InMemory target && target.type() instanceof CRecord record) {
            if (body.initializers.assignCompound(assignment, target, right)) {
                return target;
            }
            copy(assignment, target, struct(right, record));
            return target;
        }
        Value value = Conversions.assign(right, body.expressions.value(right), place.type());
        return settled(assignment, place, body.places.store(assignment, place, value), value);
    }

    /** What can be assigned to. */
    private Operand place(IASTExpression expression) {
        Operand place = body.expressions.lower(expression);
        boolean fits = place instanceof InRegister || place instanceof InBits
                || place instanceof InMemory memory && (memory.type().isScalar() || memory.type() instanceof CRecord);
        if (!fits) {
            throw new Refusal(expression, "this cannot be assigned to", place.type() instanceof CType.Array
                    ? "assign the elements, or use memcpy()" : "");
        }
        return place;
    }

    /** The place, with its address saved from what evaluating {@code next} does. */
    private Operand steady(IASTExpression node, Operand place, IASTExpression next) {
        return switch (place) {
            case InMemory(Expression address, CType type, boolean loose) -> new InMemory(keep(node, address, next), type, loose);
            case InBits(Expression address, CRecord.Bits bits, CInteger type) -> new InBits(keep(node, address, next), bits, type);
            default -> place;
        };
    }

    private Expression keep(IASTExpression node, Expression address, IASTExpression next) {
        return body.operators.keep(node, new Value(address, CInteger.ULONG), next).expression();
    }

    /** The value of an assignment: what is in the place now, which for a register may change before it is used. */
    private Value settled(IASTNode node, Operand place, Value stored, Value given) {
        return place instanceof InRegister(int register, CType type)
                ? new Value(new Expression.Register(register), type, given.held()) : stored;
    }

    /** {@code expression} as an object of type {@code record} to copy from. */
    InMemory struct(IASTExpression expression, CRecord record) {
        Operand source = body.expressions.lower(expression);
        if (!(source instanceof InMemory from) || source.type() != record) {
            throw new Refusal(expression, "cannot convert '" + source.type() + "' to '" + record + "'");
        }
        return from;
    }

    /** Copies an object, scalar by scalar. */
    void copy(IASTNode node, InMemory to, InMemory from) {
        CRecord record = (CRecord) to.type();
        if (record.isFlexible()) {
            throw new Refusal(node, "a '" + record + "' contains a flexible array and cannot be assigned as a whole",
                    "copy its members one by one, or use memcpy() on the array");
        }
        for (Leaf leaf : leaves(node, record)) {
            copy(node, Folding.offset(to.address(), leaf.offset()), Folding.offset(from.address(), leaf.offset()), leaf);
        }
    }

    /** Copies one scalar. */
    void copy(IASTNode node, Expression to, Expression from, Leaf leaf) {
        int register = body.code.register("");
        Expression value = new Expression.Register(register);
        ScalarType type = leaf.type();
        Order order = body.plain();
        if (leaf.mask() == 0) {
            body.code.emit(node, site -> new Instruction.Load(register, from, type, order, true, site));
            body.code.emit(node, site -> new Instruction.Store(to, value, type, order, true, site));
        } else {
            body.code.emit(node, site -> new Instruction.LoadBits(register, from, type, leaf.mask(), order, true, site));
            body.code.emit(node, site -> new Instruction.StoreBits(to, value, type, leaf.mask(), order, true, site));
        }
    }

    List<Leaf> leaves(IASTNode node, CType type) {
        body.sizeOf(node, type);
        List<Leaf> leaves = Leaves.of(type);
        if (leaves.size() > MOST_LEAVES) {
            throw new Refusal(node, "'" + type + "' is too large to be copied as a whole", "copy what matters");
        }
        return leaves;
    }

    Operand compound(IASTBinaryExpression assignment) {
        IASTExpression right = assignment.getOperand2();
        Operand place = steady(assignment.getOperand1(), place(assignment.getOperand1()), right);
        Value given = body.expressions.value(right);
        Value old = body.places.load(assignment, place);
        int operator = plain(assignment.getOperator());
        Value result = body.operators.combine(assignment, operator, old, given);
        Value value = Conversions.assign(assignment, result, place.type());
        return settled(assignment, place, body.places.store(assignment, place, value), value);
    }

    private static int plain(int operator) {
        return switch (operator) {
            case IASTBinaryExpression.op_multiplyAssign -> IASTBinaryExpression.op_multiply;
            case IASTBinaryExpression.op_divideAssign -> IASTBinaryExpression.op_divide;
            case IASTBinaryExpression.op_moduloAssign -> IASTBinaryExpression.op_modulo;
            case IASTBinaryExpression.op_plusAssign -> IASTBinaryExpression.op_plus;
            case IASTBinaryExpression.op_minusAssign -> IASTBinaryExpression.op_minus;
            case IASTBinaryExpression.op_shiftLeftAssign -> IASTBinaryExpression.op_shiftLeft;
            case IASTBinaryExpression.op_shiftRightAssign -> IASTBinaryExpression.op_shiftRight;
            case IASTBinaryExpression.op_binaryAndAssign -> IASTBinaryExpression.op_binaryAnd;
            case IASTBinaryExpression.op_binaryXorAssign -> IASTBinaryExpression.op_binaryXor;
            case IASTBinaryExpression.op_binaryOrAssign -> IASTBinaryExpression.op_binaryOr;
            default -> throw new IllegalArgumentException("operator " + operator);
        };
    }

    /** {@code ++} and {@code --}; the value is the one after if {@code prefix}, else the one before. */
    Operand step(IASTUnaryExpression unary, int distance, boolean prefix) {
        Operand place = place(unary.getOperand());
        Value old = body.places.load(unary, place);
        if (!prefix && place instanceof InRegister && isUsed(unary)) {
            old = body.temporary(unary, old);
        }
        Value next = body.operators.combine(unary, IASTBinaryExpression.op_plus, old, Value.of(distance, CInteger.INT));
        Value value = Conversions.assign(unary, next, place.type());
        Value stored = body.places.store(unary, place, value);
        return prefix ? settled(unary, place, stored, value) : old;
    }

    private static boolean isUsed(IASTUnaryExpression unary) {
        IASTNode parent = unary.getParent();
        boolean statement = parent instanceof org.eclipse.cdt.core.dom.ast.IASTExpressionStatement
                && !(parent.getParent().getParent() instanceof org.eclipse.cdt.core.dom.ast.gnu.IGNUASTCompoundStatementExpression);
        boolean iteration = parent instanceof org.eclipse.cdt.core.dom.ast.IASTForStatement loop
                && loop.getIterationExpression() == unary;
        return !statement && !iteration;
    }
}
