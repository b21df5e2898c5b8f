package dev.quiesce.lang;

import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import java.util.List;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTInitializerClause;
import org.eclipse.cdt.core.dom.ast.IASTInitializerList;
import org.eclipse.cdt.core.dom.ast.IASTLiteralExpression;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTTypeIdInitializerExpression;
import org.eclipse.cdt.core.dom.ast.c.ICASTArrayDesignator;
import org.eclipse.cdt.core.dom.ast.c.ICASTDesignatedInitializer;
import org.eclipse.cdt.core.dom.ast.c.ICASTDesignator;
import org.eclipse.cdt.core.dom.ast.c.ICASTFieldDesignator;
import org.eclipse.cdt.core.dom.ast.gnu.c.IGCCASTArrayRangeDesignator;

/** A walk over an initialiser finds which part of the object each clause initialises: designators, left-out braces. */
final class InitializerWalk {
    private final Body body;
    private final Sink sink;
    private long elements;

    InitializerWalk(Body body, Sink sink) {
        this.body = body;
        this.sink = sink;
    }

    /** What is done with the parts; offsets are in bytes from the start of the object. */
    interface Sink {
        void scalar(long offset, CType type, IASTInitializerClause clause);

        void bits(CRecord.Field field, long offset, IASTInitializerClause clause);

        void whole(long offset, CRecord type, IASTExpression expression);

        void text(long offset, byte[] bytes);

        /** What was said before about this range is replaced. */
        void clear(long from, long to);
    }

    /** A place inside the object: a bit-field if {@code field} is not null. */
    private record Part(CType type, long offset, CRecord.Field field) {}

    /** The clauses of one brace-enclosed list, consumed from left to right. */
    private static final class Clauses {
        final IASTInitializerClause[] all;
        int at;

        Clauses(IASTInitializerClause[] all) {
            this.all = all;
        }

        boolean more() {
            return at < all.length;
        }

        IASTInitializerClause peek() {
            return all[at];
        }
    }

    /** How many elements an array of unknown size gets. */
    long elements() {
        return elements;
    }

    void walk(CType type, IASTInitializerClause clause) {
        body.sizeOf(clause, type instanceof CType.Array array && array.count() < 0 ? array.element() : type);
        initialize(new Part(type, 0, null), clause, true);
    }

    private void initialize(Part part, IASTInitializerClause clause, boolean outermost) {
        if (clause instanceof IASTInitializerList list) {
            braced(part, list, outermost);
            return;
        }
        IASTExpression expression = Expressions.expression(clause);
        IASTExpression inner = SideEffects.unwrap(expression);
        if (part.type instanceof CType.Array array) {
            if (inner instanceof IASTLiteralExpression literal && isText(array, literal)) {
                text(part, array, literal, outermost);
            } else if (inner instanceof IASTTypeIdInitializerExpression literal) {
                initialize(part, (IASTInitializerClause) literal.getInitializer(), outermost);
            } else {
                throw new Refusal(clause, "an array needs an initialiser in braces");
            }
        } else if (part.type instanceof CRecord record) {
            if (inner instanceof IASTTypeIdInitializerExpression literal && body.types.of(literal.getTypeId()) == record) {
                initialize(part, (IASTInitializerClause) literal.getInitializer(), outermost);
            } else {
                sink.whole(part.offset, record, expression);
            }
        } else {
            leaf(part, clause);
        }
    }

    private void leaf(Part part, IASTInitializerClause clause) {
        if (part.field != null) {
            sink.bits(part.field, part.offset, clause);
        } else {
            sink.scalar(part.offset, part.type, clause);
        }
    }

    private static boolean isText(CType.Array array, IASTLiteralExpression literal) {
        return literal.getKind() == IASTLiteralExpression.lk_string_literal
                && array.element() instanceof CInteger element && element.size() == 1 && element != CInteger.BOOL;
    }

    private void text(Part part, CType.Array array, IASTLiteralExpression literal, boolean outermost) {
        byte[] bytes = Literals.string(literal);
        if (outermost) {
            elements = bytes.length;
        }
        long room = array.count() < 0 ? bytes.length : array.count();
        if (bytes.length - 1 > room) {
            throw new Refusal(literal, "the string does not fit '" + array + "'");
        }
        sink.text(part.offset, java.util.Arrays.copyOf(bytes, (int) room));
    }

    private void braced(Part part, IASTInitializerList list, boolean outermost) {
        IASTInitializerClause[] clauses = list.getClauses();
        if (part.type.isScalar()) {
            if (clauses.length > 1) {
                throw new Refusal(list, "too many initialisers for a '" + part.type + "'");
            }
            if (clauses.length == 1) {
                initialize(part, clauses[0], false);
            }
            return;
        }
        if (part.type instanceof CType.Array array && clauses.length == 1
                && clauses[0] instanceof IASTLiteralExpression literal && isText(array, literal)) {
            text(part, array, literal, outermost);
            return;
        }
        sink.clear(part.offset, part.offset + Math.max(part.type.size(), 0));
        aggregate(part, new Clauses(clauses), true, outermost);
    }

    /** Initialises the members or elements of {@code part} one after the other, until they or the clauses are used up. */
    private void aggregate(Part part, Clauses clauses, boolean braced, boolean outermost) {
        long next = 0;
        boolean deep = false;
        while (clauses.more()) {
            IASTInitializerClause clause = clauses.peek();
            if (clause instanceof ICASTDesignatedInitializer designated) {
                if (!braced) {
                    return;
                }
                clauses.at++;
                next = designated(part, designated) + 1;
                deep = designated.getDesignators().length > 1 || isAnonymous(part, next - 1);
            } else {
                if (deep) {
                    throw new Refusal(clause, "what this initialises depends on the designator before it", "write a designator here too");
                }
                if (next >= count(part)) {
                    if (braced) {
                        throw new Refusal(clause, "too many initialisers for '" + part.type + "'");
                    }
                    return;
                }
                undesignated(part(part, next), clauses);
                next++;
            }
            if (outermost) {
                elements = Math.max(elements, next);
            }
        }
    }

    private void undesignated(Part part, Clauses clauses) {
        IASTInitializerClause clause = clauses.peek();
        if (part.type.isScalar() || clause instanceof IASTInitializerList || fitsWhole(part, clause)) {
            clauses.at++;
            initialize(part, clause, false);
        } else {
            aggregate(part, clauses, false, false);
        }
    }

    private boolean fitsWhole(Part part, IASTInitializerClause clause) {
        IASTExpression inner = SideEffects.unwrap(Expressions.expression(clause));
        if (part.type instanceof CType.Array array) {
            return inner instanceof IASTLiteralExpression literal && isText(array, literal);
        }
        return !(inner instanceof IASTLiteralExpression) && body.typeOf(inner) == part.type;
    }

    private static long count(Part part) {
        return switch (part.type) {
            case CType.Array array -> array.count() < 0 ? Long.MAX_VALUE : array.count();
            case CRecord record -> record.isUnion() ? Math.min(1, record.fields().size()) : record.fields().size();
            default -> 1;
        };
    }

    private static Part part(Part whole, long index) {
        return switch (whole.type) {
            case CType.Array array -> new Part(array.element(), whole.offset + index * array.element().size(), null);
            case CRecord record -> field(whole, record.fields().get((int) index));
            default -> whole;
        };
    }

    private static Part field(Part whole, CRecord.Field field) {
        return new Part(field.type(), whole.offset + field.offset(), field.bits() == null ? null : field);
    }

    private static boolean isAnonymous(Part part, long index) {
        return part.type instanceof CRecord record && record.fields().get((int) index).name().isEmpty();
    }

    /** Initialises what the designators name; gives the number of the part of {@code whole} that holds it. */
    private long designated(Part whole, ICASTDesignatedInitializer initializer) {
        List<ICASTDesignator> path = List.of(initializer.getDesignators());
        ICASTDesignator first = path.getFirst();
        long from = 0;
        long to = 0;
        if (first instanceof ICASTFieldDesignator field) {
            from = fieldNumber(whole, field);
            to = from;
        } else {
            CType.Array array = array(first, whole.type);
            from = low(first);
            to = high(first);
            if (from < 0 || to < from || array.count() >= 0 && to >= array.count()) {
                throw new Refusal(first, "there is no such element in '" + array + "'");
            }
        }
        for (long i = from; i <= to; i++) {
            Part part = first instanceof ICASTFieldDesignator field ? named(whole, field) : part(whole, i);
            for (ICASTDesignator designator : path.subList(1, path.size())) {
                part = step(part, designator);
            }
            initialize(part, initializer.getOperand(), false);
        }
        return to;
    }

    private Part step(Part part, ICASTDesignator designator) {
        if (designator instanceof ICASTFieldDesignator field) {
            return named(part, field);
        }
        CType.Array array = array(designator, part.type);
        long index = low(designator);
        if (index < 0 || index != high(designator) || array.count() >= 0 && index >= array.count()) {
            throw new Refusal(designator, "there is no such element in '" + array + "'");
        }
        return part(part, index);
    }

    private static CType.Array array(IASTNode node, CType type) {
        if (type instanceof CType.Array array) {
            return array;
        }
        throw new Refusal(node, "'" + type + "' is no array");
    }

    private static Part named(Part whole, ICASTFieldDesignator designator) {
        String name = designator.getName().toString();
        if (!(whole.type instanceof CRecord record)) {
            throw new Refusal(designator, "'" + whole.type + "' has no members");
        }
        CRecord.Field field = record.find(name);
        if (field == null) {
            throw Suggestions.member(designator, record, name);
        }
        return field(whole, field);
    }

    private static long fieldNumber(Part whole, ICASTFieldDesignator designator) {
        named(whole, designator);
        String name = designator.getName().toString();
        List<CRecord.Field> fields = ((CRecord) whole.type).fields();
        for (int i = 0; i < fields.size(); i++) {
            CRecord.Field field = fields.get(i);
            boolean inside = field.name().isEmpty() && field.type() instanceof CRecord inner && inner.find(name) != null;
            if (field.name().equals(name) || inside) {
                return i;
            }
        }
        throw new IllegalStateException(name);
    }

    private long low(ICASTDesignator designator) {
        return switch (designator) {
            case ICASTArrayDesignator array -> body.constant(array.getSubscriptExpression()).constant();
            case IGCCASTArrayRangeDesignator range -> body.constant(range.getRangeFloor()).constant();
            default -> throw new Refusal(designator, "this designator is not supported");
        };
    }

    private long high(ICASTDesignator designator) {
        return designator instanceof IGCCASTArrayRangeDesignator range
                ? body.constant(range.getRangeCeiling()).constant() : low(designator);
    }
}
