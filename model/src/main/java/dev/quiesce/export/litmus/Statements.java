package dev.quiesce.export.litmus;

import dev.quiesce.export.litmus.Statement.Access;
import dev.quiesce.export.litmus.Statement.If;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Walks through statements. */
final class Statements {
    private Statements() {}

    /** Tells of all statements, outer ones first. */
    static void each(List<Statement> text, Consumer<Statement> tell) {
        for (Statement statement : text) {
            tell.accept(statement);
            if (statement instanceof If(Expression condition, List<Statement> yes, List<Statement> no)) {
                each(yes, tell);
                each(no, tell);
            }
        }
    }

    /** The expressions of the statement itself. */
    static List<Expression> expressions(Statement statement) {
        return switch (statement) {
            case Statement.Set set -> List.of(set.value());
            case If branch -> List.of(branch.condition());
            case Access access -> {
                List<Expression> all = new ArrayList<>(access.operands());
                if (access.address() != null) {
                    all.add(access.address());
                }
                yield all;
            }
        };
    }

    /** The register that the statement itself assigns, -1 if none. */
    static int assigned(Statement statement) {
        return switch (statement) {
            case Statement.Set set -> set.register();
            case Access access -> access.register();
            case If branch -> -1;
        };
    }

    /** The statement with its own expressions changed, not those of statements inside. */
    static Statement map(Statement statement, UnaryOperator<Expression> change) {
        return switch (statement) {
            case Statement.Set(int register, Expression value) -> new Statement.Set(register, change.apply(value));
            case If(Expression condition, List<Statement> yes, List<Statement> no) -> new If(change.apply(condition), yes, no);
            case Access access -> access.of(access.address() == null ? null : change.apply(access.address()),
                access.operands().stream().map(change).toList());
        };
    }

    /** All statements with all their expressions changed. */
    static List<Statement> mapAll(List<Statement> text, UnaryOperator<Expression> change) {
        List<Statement> all = new ArrayList<>();
        for (Statement statement : text) {
            Statement own = map(statement, change);
            all.add(own instanceof If(Expression condition, List<Statement> yes, List<Statement> no)
                ? new If(condition, mapAll(yes, change), mapAll(no, change)) : own);
        }
        return all;
    }

    /** How often the statement itself reads a register. */
    static int uses(Statement statement, int register) {
        int[] count = {0};
        expressions(statement).forEach(e -> Expressions.each(e, part -> {
            if (part instanceof Register(int index) && index == register) {
                count[0]++;
            }
        }));
        return count[0];
    }
}
