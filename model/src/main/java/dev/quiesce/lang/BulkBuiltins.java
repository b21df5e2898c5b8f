package dev.quiesce.lang;

import dev.quiesce.lang.Builtins.Builtin;
import dev.quiesce.lang.FunctionBuilder.Label;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import dev.quiesce.lang.types.Leaves.Leaf;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.cdt.core.dom.ast.IASTCastExpression;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/**
 * Copying and filling so many bytes, as {@code memcpy} and {@code memset} do. The bytes are those of objects of a type that
 * the pointers tell, and each scalar of such an object that lies in them as a whole is one access; any other byte is one.
 */
final class BulkBuiltins {
    static final Map<String, Builtin> TABLE = Map.of(
            "__q_copy", Builtin.of(3, use -> new BulkBuiltins(use).copy()),
            "__q_fill", Builtin.of(3, use -> new BulkBuiltins(use).fill()));

    /** An array of so many scalars is written out, a longer one is a loop. */
    private static final int WRITTEN_OUT = 16;
    private static final ScalarType SIZE = ScalarType.U64;

    private final Use use;
    private final Body body;
    private final IASTNode node;

    private BulkBuiltins(Use use) {
        this.use = use;
        this.body = use.body();
        this.node = use.call();
    }

    /** What is done with the scalar so many bytes from where the bytes begin. */
    private interface Step {
        void at(Expression offset, Leaf leaf);
    }

    private Operand copy() {
        Value to = use.value(0);
        Value from = use.value(1);
        CType first = unit(0);
        CType second = unit(1);
        boolean firstKnows = second == null || first != null && first.alignment() >= second.alignment();
        CType type = known(firstKnows ? first : second);
        int most = known(firstKnows && second != null ? second : first).alignment();
        Expression target = fixed(to);
        Expression source = fixed(from);
        Expression size = fixed(use.value(2));
        if (first == null && second == null) {
            bytes(new Constant(0), size, (offset, _) -> copyByte(sum(target, offset), sum(source, offset)));
        } else {
            pass(type, new Constant(0), size, (offset, leaf) -> split(leaf, most).forEach(part -> body.assignments.copy(node,
                    sum(target, at(offset, new Constant(part.offset()))), sum(source, at(offset, new Constant(part.offset()))), part)));
        }
        return new Value(target, CType.Void.VOID.pointer());
    }

    /** Copies a byte of who knows what: it may be padding, to which nobody stores. */
    private void copyByte(Expression to, Expression from) {
        int register = body.code.register("");
        ScalarType type = ScalarType.U8;
        body.code.emit(node, site -> new Instruction.LoadBits(register, from, type, 0, body.plain(), site));
        body.code.emit(node, site -> new Instruction.Store(to, new Register(register), type, body.plain(), site));
    }

    private Operand fill() {
        Value to = use.value(0);
        CType type = known(unit(0));
        Expression target = fixed(to);
        Expression one = fixed(Conversions.cast(use.argument(1), use.value(1), CInteger.UCHAR));
        Expression all = Folding.binary(BinaryOperator.MULTIPLY, SIZE, one, new Constant(0x0101_0101_0101_0101L));
        pass(type, new Constant(0), fixed(use.value(2)), (offset, leaf) -> {
            Expression value = Folding.cast(leaf.type(), all);
            body.code.emit(node, site -> new Instruction.Store(sum(target, offset), value, leaf.type(), body.plain(), site));
        });
        return new Value(target, CType.Void.VOID.pointer());
    }

    /** What pointer argument {@code i} points to, a scalar or a struct; null if it does not say. */
    private CType unit(int i) {
        IASTExpression expression = SideEffects.unwrap(use.argument(i));
        CType type = pointee(expression);
        while (type == null && expression instanceof IASTCastExpression cast) {
            expression = SideEffects.unwrap(cast.getOperand());
            type = pointee(expression);
        }
        return type;
    }

    private CType pointee(IASTExpression expression) {
        CType type = body.sample(expression).type() instanceof CType.Pointer(CType target) ? target : null;
        while (type instanceof CType.Array array) {
            type = array.element();
        }
        boolean known = type != null && (type.isScalar() || type instanceof CRecord record && record.isComplete());
        return known && type.size() > 0 ? type : null;
    }

    private static CType known(CType type) {
        return type == null ? CInteger.UCHAR : type;
    }

    /** {@code leaf}, counted from itself, in parts of which none is wider than {@code most} bytes. */
    private static List<Leaf> split(Leaf leaf, int most) {
        if (leaf.type().bytes() <= most) {
            return List.of(new Leaf(0, leaf.type(), leaf.mask()));
        }
        ScalarType type = most == 1 ? ScalarType.U8 : most == 2 ? ScalarType.U16 : ScalarType.U32;
        List<Leaf> parts = new ArrayList<>();
        for (int offset = 0; offset < leaf.type().bytes(); offset += most) {
            long mask = leaf.mask() >>> offset * Byte.SIZE & (1L << type.bits()) - 1;
            if (leaf.mask() == 0 || mask != 0) {
                parts.add(new Leaf(offset, type, mask));
            }
        }
        return parts;
    }

    /** {@code value}, which evaluating something else does not change. */
    private Expression fixed(Value value) {
        return value.constant() != null ? value.expression() : body.temporary(node, value).expression();
    }

    private static Expression sum(Expression pointer, Expression offset) {
        return offset instanceof Constant(long bytes) ? Folding.offset(pointer, bytes)
                : Folding.binary(BinaryOperator.ADD, ScalarType.POINTER, pointer, offset);
    }

    /** Takes {@code step} for every scalar in {@code size} bytes from {@code start} on, which objects of {@code type} fill. */
    private void pass(CType type, Expression start, Expression size, Step step) {
        List<Leaf> leaves = body.assignments.leaves(node, type);
        if (type instanceof CRecord record && record.isFlexible()) {
            CRecord.Field last = tail(record);
            Expression rest = Folding.binary(BinaryOperator.SUBTRACT, SIZE, size, new Constant(last.offset()));
            when(Folding.binary(BinaryOperator.LESS_EQUAL, SIZE, new Constant(last.offset()), size), () -> {
                leaves.forEach(leaf -> step.at(at(start, new Constant(leaf.offset())), leaf));
                pass(((CType.Array) last.type()).element(), at(start, new Constant(last.offset())), rest, step);
            }, () -> bytes(start, size, step));
            return;
        }
        long each = type.size();
        Expression count = Folding.binary(BinaryOperator.DIVIDE, SIZE, size, new Constant(each));
        Expression whole = Folding.binary(BinaryOperator.MULTIPLY, SIZE, count, new Constant(each));
        repeat(count, leaves.size(), i -> {
            Expression object = at(start, Folding.binary(BinaryOperator.MULTIPLY, SIZE, i, new Constant(each)));
            leaves.forEach(leaf -> step.at(at(object, new Constant(leaf.offset())), leaf));
        });
        if (each > 1) {
            part(leaves, at(start, whole), Folding.binary(BinaryOperator.REMAINDER, SIZE, size, new Constant(each)), step);
        }
    }

    /** The flexible array at the end of {@code record}, its offset counted from there. */
    private CRecord.Field tail(CRecord record) {
        CRecord.Field last = record.isUnion() ? record.fields().stream().filter(field -> field.type() instanceof CType.Array
                || field.type() instanceof CRecord inner && inner.isFlexible()).findFirst().orElseThrow() : record.fields().getLast();
        if (last.type() instanceof CRecord inner) {
            CRecord.Field within = tail(inner);
            return new CRecord.Field(within.name(), within.type(), last.offset() + within.offset(), null);
        }
        return last;
    }

    /** The first {@code size} bytes of an object, not all of it. */
    private void part(List<Leaf> leaves, Expression start, Expression size, Step step) {
        if (!(size instanceof Constant(long bytes))) {
            bytes(start, size, step);
            return;
        }
        for (Leaf leaf : leaves) {
            if (leaf.offset() + leaf.type().bytes() <= bytes) {
                step.at(at(start, new Constant(leaf.offset())), leaf);
            } else if (leaf.offset() < bytes) {
                bytes(at(start, new Constant(leaf.offset())), new Constant(bytes - leaf.offset()), step);
            }
        }
    }

    private void bytes(Expression start, Expression size, Step step) {
        repeat(size, 1, i -> step.at(at(start, i), new Leaf(0, ScalarType.U8, 0)));
    }

    private static Expression at(Expression start, Expression offset) {
        return start instanceof Constant(long zero) && zero == 0 ? offset
                : Folding.binary(BinaryOperator.ADD, SIZE, start, offset);
    }

    private void when(Expression condition, Runnable then, Runnable otherwise) {
        if (condition instanceof Constant(long holds)) {
            (holds != 0 ? then : otherwise).run();
            return;
        }
        Label yes = new Label();
        Label no = new Label();
        Label end = new Label();
        body.code.branch(node, condition, yes, no);
        body.code.place(yes);
        then.run();
        body.code.jump(node, end);
        body.code.place(no);
        otherwise.run();
        body.code.place(end);
    }

    /** Does it for every number below {@code count}; {@code weight} is how many scalars it is about each time. */
    private void repeat(Expression count, int weight, Consumer<Expression> step) {
        if (count instanceof Constant(long times) && times * weight <= Math.max(WRITTEN_OUT, weight)) {
            for (long i = 0; i < times; i++) {
                step.accept(new Constant(i));
            }
            return;
        }
        int i = body.code.register("");
        Label head = new Label();
        Label inside = new Label();
        Label end = new Label();
        body.code.emit(node, site -> new Instruction.Assign(i, new Constant(0), site));
        body.code.place(head);
        body.code.branch(node, Folding.binary(BinaryOperator.LESS, SIZE, new Register(i), count), inside, end);
        body.code.place(inside);
        step.accept(new Register(i));
        body.code.emit(node, site -> new Instruction.Assign(i,
                Folding.binary(BinaryOperator.ADD, SIZE, new Register(i), new Constant(1)), site));
        body.code.jump(node, head);
        body.code.place(end);
    }
}
