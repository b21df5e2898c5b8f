package dev.quiesce.export.litmus;

import dev.quiesce.export.litmus.Statement.Access;
import dev.quiesce.export.litmus.Statement.If;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Binary;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Expression.Unary;
import dev.quiesce.program.Expression.UnaryOperator;
import dev.quiesce.program.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes composed statements what a person would write: a value goes where it is wanted and not through other registers. No
 * access is moved, and no dependency is lost or made.
 */
final class Tidying {
    private final Homes homes;
    /** Registers that something asks about in the end. */
    private final Set<Integer> kept;
    private List<Statement> text;
    private int[] assigned;
    private int[] used;
    private boolean changed;

    private Tidying(Homes homes, Set<Integer> kept, List<Statement> text) {
        this.homes = homes;
        this.kept = kept;
        this.text = text;
    }

    static List<Statement> of(List<Statement> text, Homes homes, Set<Integer> kept) {
        Tidying tidying = new Tidying(homes, kept, text);
        do {
            tidying.changed = false;
            tidying.count();
            tidying.text = tidying.tidied(tidying.text);
            tidying.spread();
        } while (tidying.changed);
        tidying.conditionalAdditions();
        return tidying.text;
    }

    private void count() {
        assigned = new int[homes.count()];
        used = new int[homes.count()];
        Statements.each(text, statement -> {
            if (Statements.assigned(statement) >= 0) {
                assigned[Statements.assigned(statement)]++;
            }
            Statements.expressions(statement).forEach(e -> Expressions.each(e, part -> {
                if (part instanceof Register(int index)) {
                    used[index]++;
                }
            }));
        });
    }

    /** True if the register only passes one value on to one place. */
    private boolean passes(int register) {
        return register >= 0 && assigned[register] == 1 && used[register] == 1 && !kept.contains(register);
    }

    private List<Statement> tidied(List<Statement> before) {
        List<Statement> after = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            Statement next = i + 1 < before.size() ? before.get(i + 1) : null;
            Statement merged = merged(before.get(i), next);
            if (merged != null) {
                changed = true;
                after.add(merged);
                i++;
                continue;
            }
            switch (before.get(i)) {
                case Statement.Set set when used[set.register()] == 0 && !kept.contains(set.register()) -> changed = true;
                case If branch when branch.yes().isEmpty() && branch.no().isEmpty() -> changed = true;
                case If branch -> after.add(new If(branch.condition(), tidied(branch.yes()), tidied(branch.no())));
                case Statement.Set set -> after.add(set);
                case Access access -> after.add(access);
            }
        }
        return after;
    }

    /** Two statements in one, null if they have to stay two. */
    private Statement merged(Statement first, Statement second) {
        if (second == null || !passes(Statements.assigned(first)) || Statements.uses(second, Statements.assigned(first)) != 1) {
            return null;
        }
        int register = Statements.assigned(first);
        return switch (first) {
            case Access access when second instanceof Statement.Set(int to, Expression value) -> {
                if (value.equals(new Register(register))) {
                    yield access.into(to);
                }
                String returning = returning(access, value);
                yield returning == null ? null : access.as(returning).into(to);
            }
            case Statement.Set(int same, Expression value) ->
                Statements.map(second, e -> Expressions.put(e, register, value));
            case Access access -> null;
            case If branch -> null;
        };
    }

    /** How an addition is written whose new value is {@code value}; null if that is not its new value. */
    private static String returning(Access access, Expression value) {
        for (BinaryOperator operator : List.of(BinaryOperator.ADD, BinaryOperator.SUBTRACT)) {
            String name = operator == BinaryOperator.ADD ? "add" : "sub";
            if (access.form().startsWith("atomic_fetch_" + name) && value instanceof Binary(var o, var type, var left, var right)
                && o == operator && left.equals(new Register(access.register())) && right.equals(access.operands().getFirst())) {
                return access.form().replace("atomic_fetch_" + name, "atomic_" + name + "_return");
            }
        }
        return null;
    }

    /** Puts copies, and pointers to members, where they are used, if neither side ever changes. */
    private void spread() {
        count();
        List<Statement.Set> copies = new ArrayList<>();
        Statements.each(text, statement -> {
            if (statement instanceof Statement.Set set && assigned[set.register()] == 1 && !kept.contains(set.register())
                && source(set.value()) >= 0 && assigned[source(set.value())] == 1) {
                copies.add(set);
            }
        });
        if (copies.isEmpty()) {
            return;
        }
        Statement.Set copy = copies.getFirst();
        homes.inherit(source(copy.value()), copy.register());
        text = without(Statements.mapAll(text, e -> Expressions.put(e, copy.register(), copy.value())), copy.register());
        changed = true;
    }

    /** The register that is copied or pointed into, -1 if it is something else. */
    private static int source(Expression value) {
        return switch (value) {
            case Register(int index) -> index;
            case Binary(var operator, var type, Register(int index), Constant offset)
                when type == ScalarType.POINTER && (operator == BinaryOperator.ADD || operator == BinaryOperator.SUBTRACT) -> index;
            default -> -1;
        };
    }

    private static List<Statement> without(List<Statement> text, int register) {
        List<Statement> rest = new ArrayList<>();
        for (Statement statement : text) {
            switch (statement) {
                case If(Expression condition, List<Statement> yes, List<Statement> no) ->
                    rest.add(new If(condition, without(yes, register), without(no, register)));
                case Statement.Set set when set.register() == register -> { }
                case Statement.Set set -> rest.add(set);
                case Access access -> rest.add(access);
            }
        }
        return rest;
    }

    // ---- additions that depend

    /** herd7's operation says whether it has added; the kernel's, here, what was there. */
    private void conditionalAdditions() {
        List<Access> additions = new ArrayList<>();
        Statements.each(text, statement -> {
            if (statement instanceof Access access && access.form().equals(Forms.ADD_UNLESS) && access.register() >= 0) {
                additions.add(access);
            }
        });
        for (Access addition : additions) {
            count();
            if (assigned[addition.register()] > 1 || kept.contains(addition.register())) {
                throw misused(addition);
            }
            int before = used[addition.register()];
            int[] rewritten = {0};
            text = Statements.mapAll(text, e -> Expressions.map(e, part -> compared(part, addition, rewritten)));
            if (rewritten[0] != before) {
                throw misused(addition);
            }
        }
    }

    private static Expression compared(Expression part, Access addition, int[] rewritten) {
        Register old = new Register(addition.register());
        if (part instanceof Binary(var operator, var type, var left, var right) && left.equals(old)
            && right.equals(addition.operands().get(1))
            && (operator == BinaryOperator.EQUAL || operator == BinaryOperator.NOT_EQUAL)) {
            rewritten[0]++;
            return operator == BinaryOperator.NOT_EQUAL ? new Binary(BinaryOperator.NOT_EQUAL, type, old, new Constant(0))
                : new Unary(UnaryOperator.NOT, type, old);
        }
        return part;
    }

    private static Refused misused(Access addition) {
        return new Refused(addition.site(), "a conditional increment of which the old value is used",
            "ask only whether it has incremented");
    }
}
