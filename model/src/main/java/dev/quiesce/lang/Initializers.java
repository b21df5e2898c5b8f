package dev.quiesce.lang;

import dev.quiesce.lang.Operand.InBits;
import dev.quiesce.lang.Operand.InMemory;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import dev.quiesce.lang.types.Leaves.Leaf;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTInitializer;
import org.eclipse.cdt.core.dom.ast.IASTInitializerClause;
import org.eclipse.cdt.core.dom.ast.IASTInitializerList;
import org.eclipse.cdt.core.dom.ast.IASTLiteralExpression;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTTypeIdInitializerExpression;

/** Initialisers of automatic objects, which become stores, and of static ones, which become constants. */
final class Initializers {
    private final Body body;

    Initializers(Body body) {
        this.body = body;
    }

    /** {@code type}, with the number of elements that {@code initializer} gives if it has none. */
    static CType complete(Body body, CType type, IASTInitializer initializer) {
        return initializer == null ? type : complete(body, type, Declarations.clause(initializer));
    }

    private static CType complete(Body body, CType type, IASTInitializerClause clause) {
        if (!(type instanceof CType.Array array) || array.count() >= 0) {
            return type;
        }
        InitializerWalk walk = new InitializerWalk(body, new Nowhere());
        walk.walk(type, clause);
        return new CType.Array(array.element(), walk.elements());
    }

    /** Initialises {@code object} with {@code clause}; what the clause leaves out becomes zero. */
    void store(IASTNode node, InMemory object, IASTInitializerClause clause) {
        if (object.type().isScalar()) {
            IASTInitializerClause inner = clause instanceof IASTInitializerList list && list.getClauses().length == 1
                    ? list.getClauses()[0] : clause;
            Value value = Conversions.assign(inner, body.expressions.value(inner), object.type());
            body.places.store(node, object, value);
            return;
        }
        Stores stores = new Stores(node, object);
        new InitializerWalk(body, stores).walk(object.type(), clause);
        stores.emit();
    }

    /** Puts the constants of {@code clause}, which initialises an object of {@code type}, into {@code image}. */
    void constants(CType type, IASTInitializerClause clause, StaticImage image) {
        new InitializerWalk(body, new Constants(image)).walk(type, clause);
    }

    /** The same; texts that a member points to go to {@code texts} by their offset and become no objects. */
    void constants(CType type, IASTInitializerClause clause, StaticImage image, Map<Long, String> texts) {
        InitializerWalk.Sink sink = new Constants(image) {
            @Override
            public void scalar(long offset, CType member, IASTInitializerClause part) {
                if (part instanceof IASTExpression expression && SideEffects.unwrap(expression) instanceof IASTLiteralExpression literal
                        && literal.getKind() == IASTLiteralExpression.lk_string_literal && member.isPointer()) {
                    texts.put(offset, Literals.text(literal));
                } else {
                    super.scalar(offset, member, part);
                }
            }
        };
        new InitializerWalk(body, sink).walk(type, clause);
    }

    /** {@code (type){ … }}. */
    Operand compoundLiteral(IASTTypeIdInitializerExpression literal) {
        IASTInitializerClause clause = (IASTInitializerClause) literal.getInitializer();
        CType type = complete(body, body.types.of(literal.getTypeId()), clause);
        body.sizeOf(literal, type);
        if (type.isVoid() || type instanceof CType.Function) {
            throw new Refusal(literal, "there is no object of type '" + type + "'",
                    "cast the pointer to the type of the object first");
        }
        if (body.isStatic()) {
            return body.unit.globals().literal(body, literal, type, clause);
        }
        InMemory object = body.declarations.literal(literal, type);
        store(literal, object, clause);
        return object;
    }

    /** {@code target = (type){ constants }} without the temporary in between; false if it is not that. */
    boolean assignCompound(IASTNode node, InMemory target, IASTExpression right) {
        if (!(SideEffects.unwrap(right) instanceof IASTTypeIdInitializerExpression literal)
                || body.types.of(literal.getTypeId()) != target.type() || ((CRecord) target.type()).isFlexible()) {
            return false;
        }
        StaticImage image = new StaticImage();
        try {
            body.trial(() -> {
                constants(target.type(), (IASTInitializerClause) literal.getInitializer(), image);
                return null;
            });
        } catch (Refusal _) {
            return false;
        }
        Map<Long, GlobalObject.Initializer> values = new HashMap<>();
        image.initializers().forEach(set -> values.put(set.offset(), set));
        List<Leaf> leaves = body.assignments.leaves(node, target.type());
        if (leaves.stream().filter(leaf -> fits(leaf, values.get(leaf.offset()))).count() != values.size()) {
            return false;
        }
        for (Leaf leaf : leaves) {
            GlobalObject.Initializer value = values.get(leaf.offset());
            emit(node, Folding.offset(target.address(), leaf.offset()), leaf.type(), value == null ? 0 : value.value());
        }
        return true;
    }

    private static boolean fits(Leaf leaf, GlobalObject.Initializer value) {
        return value != null && value.type().bytes() == leaf.type().bytes();
    }

    private void emit(IASTNode node, Expression address, ScalarType type, long value) {
        var order = body.plain();
        body.code.emit(node, site -> new Instruction.Store(address, new Constant(value), type, order, site));
    }

    /** Counts elements and does nothing else. */
    private static final class Nowhere implements InitializerWalk.Sink {
        @Override
        public void scalar(long offset, CType type, IASTInitializerClause clause) {}

        @Override
        public void bits(CRecord.Field field, long offset, IASTInitializerClause clause) {}

        @Override
        public void whole(long offset, CRecord type, IASTExpression expression) {}

        @Override
        public void text(long offset, byte[] bytes) {}

        @Override
        public void clear(long from, long to) {}
    }

    /** Collects the constants of a static object. */
    private class Constants implements InitializerWalk.Sink {
        private final StaticImage image;

        Constants(StaticImage image) {
            this.image = image;
        }

        @Override
        public void scalar(long offset, CType type, IASTInitializerClause clause) {
            image.set(offset, Operand.scalar(type), constant(clause, type));
        }

        @Override
        public void bits(CRecord.Field field, long offset, IASTInitializerClause clause) {
            image.setBits(offset, field.bits(), constant(clause, field.type()));
        }

        private long constant(IASTInitializerClause clause, CType type) {
            Value value = body.constant(Expressions.expression(clause));
            return Conversions.assign(clause, value, type).constant();
        }

        @Override
        public void whole(long offset, CRecord type, IASTExpression expression) {
            throw new Refusal(expression, "this must be a constant", "initialise the members in braces");
        }

        @Override
        public void text(long offset, byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                image.set(offset + i, ScalarType.S8, bytes[i]);
            }
        }

        @Override
        public void clear(long from, long to) {
            image.clear(from, to);
        }
    }

    /** Collects the stores that initialise an automatic object. */
    private final class Stores implements InitializerWalk.Sink {
        private final IASTNode node;
        private final InMemory object;
        private final List<Runnable> steps = new ArrayList<>();
        private final List<long[]> covered = new ArrayList<>();

        Stores(IASTNode node, InMemory object) {
            this.node = node;
            this.object = object;
        }

        void emit() {
            for (Leaf leaf : body.assignments.leaves(node, object.type())) {
                long end = leaf.offset() + leaf.type().bytes();
                if (covered.stream().noneMatch(c -> c[0] <= leaf.offset() && c[1] >= end)) {
                    Initializers.this.emit(node, at(leaf.offset()), leaf.type(), 0);
                }
            }
            steps.forEach(Runnable::run);
        }

        private Expression at(long offset) {
            return Folding.offset(object.address(), offset);
        }

        private void cover(long from, long bytes) {
            if (from + bytes > object.type().size()) {
                throw new Refusal(node, "the flexible array at the end of '" + object.type() + "' has no room in a local variable",
                        "allocate it with kzalloc(struct_size(…))");
            }
            covered.add(new long[] {from, from + bytes});
        }

        @Override
        public void scalar(long offset, CType type, IASTInitializerClause clause) {
            cover(offset, type.size());
            steps.add(() -> {
                Value value = Conversions.assign(clause, body.expressions.value(clause), type);
                body.places.store(clause, new InMemory(at(offset), type), value);
            });
        }

        @Override
        public void bits(CRecord.Field field, long offset, IASTInitializerClause clause) {
            steps.add(() -> {
                Value value = Conversions.assign(clause, body.expressions.value(clause), field.type());
                body.places.store(clause, new InBits(at(offset), field.bits(), (CInteger) field.type()), value);
            });
        }

        @Override
        public void whole(long offset, CRecord type, IASTExpression expression) {
            cover(offset, type.size());
            steps.add(() -> body.assignments.copy(expression, new InMemory(at(offset), type),
                    body.assignments.struct(expression, type)));
        }

        @Override
        public void text(long offset, byte[] bytes) {
            cover(offset, bytes.length);
            steps.add(() -> {
                for (int i = 0; i < bytes.length; i++) {
                    Initializers.this.emit(node, at(offset + i), ScalarType.S8, bytes[i]);
                }
            });
        }

        @Override
        public void clear(long from, long to) {
            covered.removeIf(c -> c[0] >= from && c[1] <= to);
        }
    }
}
