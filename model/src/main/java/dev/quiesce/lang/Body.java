package dev.quiesce.lang;

import dev.quiesce.lang.FunctionBuilder.Mark;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.ObjectType;
import dev.quiesce.program.Order;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/**
 * A body is the lowering of one function, or of the declarations at file scope, whose expressions must be constant. It
 * holds what the parts of the lowering share: the scope, the code so far, and the parts themselves.
 */
final class Body {
    final Unit unit;
    final String name;
    final FunctionBuilder code;
    final Types types = new Types(this);
    final Expressions expressions = new Expressions(this);
    final Operators operators = new Operators(this);
    final Places places = new Places(this);
    final BitFields bitFields = new BitFields(this);
    final Assignments assignments = new Assignments(this);
    final Conditions conditions = new Conditions(this);
    final Calls calls = new Calls(this);
    final Builtins builtins = new Builtins(this);
    final Initializers initializers = new Initializers(this);
    final Declarations declarations = new Declarations(this);
    final Statements statements = new Statements(this);
    final Flow flow = new Flow(this);

    /** What something in the function may point at. */
    Addressed addressed = Addressed.NONE;
    /** The declarations whose objects must exist before they are reached. */
    Set<IASTNode> skipped = Set.of();
    /** What the function returns. */
    CType result = CType.Void.VOID;
    /** The register with the address that a struct is returned to; -1 if none is. */
    int resultAddress = -1;
    /** The type that the caller of an allocation function suggests, or null. */
    ObjectType suggested;

    private final Map<IASTExpression, CType> typesOf = new IdentityHashMap<>();
    private final Map<IASTExpression, Operand> samples = new IdentityHashMap<>();
    private Scope scope;
    private int racy;
    private int trials;
    private boolean constantsOnly;

    Body(Unit unit, Scope scope, String name) {
        this.unit = unit;
        this.scope = scope;
        this.name = name;
        this.code = new FunctionBuilder(unit.sites());
    }

    /** A body for initialisers of static objects in {@code scope}. */
    static Body constants(Unit unit, Scope scope, String name) {
        Body body = new Body(unit, scope, name);
        body.constantsOnly = true;
        return body;
    }

    boolean isFile() {
        return scope.isFile();
    }

    /** True where nothing is executed, so that objects made in passing are static ones. */
    boolean isStatic() {
        return constantsOnly;
    }

    Scope scope() {
        return scope;
    }

    /** Runs {@code step} in a scope of its own. */
    <T> T inScope(Supplier<T> step) {
        Scope before = scope;
        scope = new Scope(before);
        try {
            return step.get();
        } finally {
            scope = before;
        }
    }

    void inScope(Runnable step) {
        inScope(() -> {
            step.run();
            return null;
        });
    }

    /** What {@code step} finds out, without a trace in the code: for sizeof, typeof and the like. */
    <T> T trial(Supplier<T> step) {
        Mark mark = code.mark();
        Scope before = scope;
        int racyBefore = racy;
        trials++;
        try {
            return step.get();
        } finally {
            trials--;
            code.rewind(mark);
            scope = before;
            racy = racyBefore;
        }
    }

    boolean inTrial() {
        return trials > 0;
    }

    /** The type of an expression that is not evaluated; arrays stay arrays. */
    CType typeOf(IASTExpression expression) {
        CType known = typesOf.get(expression);
        if (known == null) {
            known = trial(() -> expressions.lower(expression).type());
            typesOf.put(expression, known);
        }
        return known;
    }

    /** What an expression evaluates to, as far as its type and whether it is a null pointer go; it is not evaluated. */
    Operand sample(IASTExpression expression) {
        Operand known = samples.get(expression);
        if (known == null) {
            known = trial(() -> expressions.rvalue(expression));
            samples.put(expression, known);
        }
        return known;
    }

    /** The value of a constant expression. */
    Value constant(IASTExpression expression) {
        Value value = constantOrNull(expression);
        if (value == null) {
            throw new Refusal(expression, "this must be a constant", "use an integer constant, an enum constant or a macro");
        }
        return value;
    }

    /** The value of an expression if it is constant, else null. */
    Value constantOrNull(IASTExpression expression) {
        return trial(() -> {
            Mark before = code.mark();
            Operand operand = expressions.lower(expression);
            if (!(operand instanceof Operand.InMemory(_, CType.Array _, _)) && !(operand instanceof Value)
                    && !(operand instanceof Operand.OfFunction)) {
                return null;
            }
            Value value = places.load(expression, operand);
            return value.constant() == null || code.emittedSince(before) ? null : value;
        });
    }

    /** A new temporary that holds {@code value}. */
    Value temporary(IASTNode node, Value value) {
        int register = code.register("");
        code.emit(node, site -> new Instruction.Assign(register, value.expression(), site));
        return new Value(new Expression.Register(register), value.type(), value.held(), value.width());
    }

    /** Accesses from here on are those of a {@code data_race()}. */
    void beginRacy() {
        racy++;
    }

    void endRacy() {
        racy--;
    }

    /** The order of an unmarked access. */
    Order plain() {
        return racy > 0 ? Order.RACY : Order.PLAIN;
    }

    /** Refuses types that have no size. */
    long sizeOf(IASTNode node, CType type) {
        if (type instanceof CRecord record && record.isSpoiled()) {
            throw Refusal.follows(node);
        }
        if (type instanceof CRecord record && !record.isComplete()) {
            throw new Refusal(node, "'" + type + "' is declared but not defined", Suggestions.tag(scope(), record));
        }
        if (type.size() < 0) {
            throw new Refusal(node, "'" + type + "' has no size here");
        }
        return type.size();
    }
}
