package dev.quiesce.lang;

import dev.quiesce.lang.Operand.InBits;
import dev.quiesce.lang.Operand.InMemory;
import dev.quiesce.lang.Operand.InRegister;
import dev.quiesce.lang.Operand.Nothing;
import dev.quiesce.lang.Operand.OfFunction;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.ScalarType;
import org.eclipse.cdt.core.dom.ast.IASTArraySubscriptExpression;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTFieldReference;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** Places: how to get at members and elements, to read a place and to write one. */
final class Places {
    private final Body body;

    Places(Body body) {
        this.body = body;
    }

    /** The value of {@code operand}; arrays and functions become pointers. */
    Value load(IASTNode node, Operand operand) {
        return switch (operand) {
            case Value value -> value;
            case InRegister(int register, CType type) -> new Value(new Register(register), type);
            case InMemory(Expression address, CType.Array array, _) -> new Value(address, array.element().pointer());
            case InMemory(_, CRecord record, _) -> throw new Refusal(node, "a '" + record + "' is no single value",
                    "use one of its members");
            case InMemory(Expression address, CType type, _) when type.isScalar() -> read(node, address, type);
            case InMemory(_, CType type, _) -> throw new Refusal(node, "a value of type '" + type + "' cannot be read",
                    "cast the pointer to the type of the object first");
            case InBits bits -> body.bitFields.read(node, bits);
            case OfFunction(Symbol.OfFunction function) -> new Value(body.unit.functions().address(node, function),
                    function.type().pointer());
            case Nothing _ -> throw new Refusal(node, "a value is expected, but this has type 'void'");
        };
    }

    private Value read(IASTNode node, Expression address, CType type) {
        int register = code().register("");
        ScalarType scalar = Operand.scalar(type);
        var order = body.plain();
        code().emit(node, site -> new Instruction.Load(register, address, scalar, order, site));
        return new Value(new Register(register), type);
    }

    /** Writes {@code value}, which has been converted to the place's type; gives what an assignment evaluates to. */
    Value store(IASTNode node, Operand place, Value value) {
        switch (place) {
            case InRegister(int register, _) ->
                code().emit(node, site -> new Instruction.Assign(register, value.expression(), site));
            case InMemory(Expression address, CType type, _) when type.isScalar() -> write(node, address, type, value);
            case InBits bits -> {
                return body.bitFields.write(node, bits, value);
            }
            default -> throw new Refusal(node, "this cannot be assigned to");
        }
        return value;
    }

    private void write(IASTNode node, Expression address, CType type, Value value) {
        ScalarType scalar = Operand.scalar(type);
        var order = body.plain();
        code().emit(node, site -> new Instruction.Store(address, value.expression(), scalar, order, site));
    }

    /** {@code owner.member} or {@code owner->member}. */
    Operand member(IASTFieldReference reference) {
        IASTExpression owner = reference.getFieldOwner();
        String name = reference.getFieldName().toString();
        Operand operand = body.expressions.lower(owner);
        if (reference.isPointerDereference()) {
            if (operand.type() instanceof CRecord && !body.unit.sites().of(reference).text().endsWith(name)) {
                throw new Refusal(reference, "a pointer is needed here, not a '" + operand.type() + "' itself", "write '&' before it");
            }
            if (operand.type() instanceof CRecord) {
                throw new Refusal(reference, "'->" + name + "' needs a pointer, this is '" + operand.type() + "'", "write '.'");
            }
            Value pointer = load(owner, operand);
            if (!(pointer.type() instanceof CType.Pointer to) || !(to.target() instanceof CRecord record)) {
                throw new Refusal(reference, "'->" + name + "' needs a pointer to a struct, this is '" + pointer.type() + "'");
            }
            return field(reference, pointer.expression(), record, name);
        }
        if (!(operand instanceof InMemory(Expression address, CRecord record, _))) {
            throw new Refusal(reference, "'." + name + "' needs a struct, this is '" + operand.type() + "'",
                    operand.type().isPointer() ? "write '->'" : "");
        }
        return field(reference, address, record, name);
    }

    /** Member {@code name} of the {@code record} at {@code address}. */
    Operand field(IASTNode node, Expression address, CRecord record, String name) {
        body.sizeOf(node, record);
        CRecord.Field field = record.find(name);
        if (field == null) {
            throw Suggestions.member(node, record, name);
        }
        return place(address, field, record);
    }

    Operand place(Expression address, CRecord.Field field, CRecord record) {
        Expression at = Folding.offset(address, field.offset());
        if (field.bits() != null) {
            return new InBits(at, field.bits(), (CInteger) field.type());
        }
        boolean last = field.offset() + Math.max(field.type().size(), 0) + record.alignment() > record.size();
        boolean loose = last && field.type() instanceof CType.Array array && array.count() <= 1;
        return new InMemory(at, field.type(), loose);
    }

    /** {@code array[index]}; {@code end} allows the element behind the last, whose address may be taken. */
    Operand element(IASTArraySubscriptExpression subscript, boolean end) {
        IASTExpression first = subscript.getArrayExpression();
        IASTExpression second = Expressions.expression(subscript.getArgument());
        Operand base = body.expressions.lower(first);
        Value pointer = body.operators.keep(first, body.places.load(first, base), second);
        Value index = body.expressions.value(second);
        if (pointer.type().isInteger() && index.type().isPointer()) {
            return target(subscript, body.operators.advance(subscript, index, pointer, 1));
        }
        if (!pointer.type().isPointer() || !index.type().isInteger()) {
            throw new Refusal(subscript, "'[…]' needs an array or pointer and an integer");
        }
        if (base instanceof InMemory(_, CType.Array array, boolean loose) && !loose && array.count() > 0) {
            check(subscript, first, index, array.count() + (end ? 1 : 0));
        }
        return target(subscript, body.operators.advance(subscript, pointer, index, 1));
    }

    private void check(IASTNode node, IASTNode array, Value index, long count) {
        Long constant = index.constant();
        if (constant == null || constant < 0 || constant >= count) {
            String name = body.unit.sites().of(array).text();
            Expression wide = Conversions.cast(node, index, CInteger.LONG).expression();
            code().emit(node, site -> new Instruction.CheckIndex(wide, count, name, site));
        }
    }

    /** What {@code pointer} points to. */
    Operand target(IASTNode node, Value pointer) {
        if (!(pointer.type() instanceof CType.Pointer(CType target))) {
            throw new Refusal(node, "'*' needs a pointer, this is '" + pointer.type() + "'");
        }
        if (target instanceof CType.Function) {
            return pointer;
        }
        return new InMemory(pointer.expression(), target);
    }

    private FunctionBuilder code() {
        return body.code;
    }
}
