package dev.quiesce.lang;

import dev.quiesce.lang.FunctionBuilder.Label;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.ScalarType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.cdt.core.dom.ast.ASTVisitor;
import org.eclipse.cdt.core.dom.ast.IASTBinaryExpression;
import org.eclipse.cdt.core.dom.ast.IASTCaseStatement;
import org.eclipse.cdt.core.dom.ast.IASTDefaultStatement;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTStatement;
import org.eclipse.cdt.core.dom.ast.IASTSwitchStatement;

/** {@code switch}: a chain of comparisons, then the body with its labels. */
final class Switches {
    private final Body body;
    private final Statements statements;
    private final Map<IASTStatement, Label> labels = new IdentityHashMap<>();

    Switches(Body body, Statements statements) {
        this.body = body;
        this.statements = statements;
    }

    /** The values of one case label. */
    private record Range(IASTCaseStatement label, long low, long high) {}

    void lower(IASTSwitchStatement statement) {
        Label end = new Label();
        int from = body.code.position();
        IASTExpression controller = statement.getControllerExpression();
        Value value = Conversions.promote(controller, body.expressions.value(controller));
        if (!(value.type() instanceof CInteger type)) {
            throw new Refusal(controller, "a switch needs an integer, this is '" + value.type() + "'");
        }
        Value kept = value.constant() == null ? body.temporary(controller, value) : value;
        List<IASTStatement> found = find(statement.getBody());
        List<Range> ranges = new ArrayList<>();
        Label otherwise = end;
        for (IASTStatement label : found) {
            labels.put(label, new Label());
            if (label instanceof IASTCaseStatement one) {
                add(ranges, range(one, type));
            } else if (otherwise == end) {
                otherwise = labels.get(label);
            } else {
                throw new Refusal(label, "'default' is there twice");
            }
        }
        ranges.forEach(range -> test(range, kept, type.scalar()));
        body.code.jump(controller, otherwise);
        body.code.settle(from, body.unit.sites().head(statement, statement.getBody()));
        body.flow.inSwitch(end, () -> body.flow.inScope(statement.getBody(), statements::lower));
        body.code.place(end);
    }

    void define(IASTStatement label) {
        Label place = labels.get(label);
        if (place == null) {
            throw new Refusal(label, "'case' outside of a switch");
        }
        body.code.place(place);
    }

    private void test(Range range, Value value, ScalarType type) {
        Label next = new Label();
        Label hit = labels.get(range.label);
        if (range.low == range.high) {
            branch(range, compare(BinaryOperator.EQUAL, type, value.expression(), new Constant(range.low)), hit, next);
        } else {
            Label second = new Label();
            branch(range, compare(BinaryOperator.LESS_EQUAL, type, new Constant(range.low), value.expression()), second, next);
            body.code.place(second);
            branch(range, compare(BinaryOperator.LESS_EQUAL, type, value.expression(), new Constant(range.high)), hit, next);
        }
        body.code.place(next);
    }

    private static Expression compare(BinaryOperator operator, ScalarType type, Expression left, Expression right) {
        return Conversions.compare(operator, type, left, right).expression();
    }

    private void branch(Range range, Expression condition, Label hit, Label next) {
        body.code.branch(range.label, condition, hit, next);
    }

    private Range range(IASTCaseStatement label, CInteger type) {
        IASTExpression expression = SideEffects.unwrap(label.getExpression());
        if (expression instanceof IASTBinaryExpression range && range.getOperator() == IASTBinaryExpression.op_ellipses) {
            return new Range(label, constant(range.getOperand1(), type), constant(range.getOperand2(), type));
        }
        long value = constant(expression, type);
        return new Range(label, value, value);
    }

    private long constant(IASTExpression expression, CInteger type) {
        Value value = body.constant(expression);
        if (!value.type().isInteger()) {
            throw new Refusal(expression, "a case needs an integer");
        }
        return type.scalar().wrap(value.constant());
    }

    private static void add(List<Range> ranges, Range range) {
        if (ranges.stream().anyMatch(r -> r.low <= range.high && range.low <= r.high)) {
            throw new Refusal(range.label, "this case is there twice");
        }
        ranges.add(range);
    }

    /** The labels that belong to this switch and not to one inside it. */
    private static List<IASTStatement> find(IASTStatement root) {
        List<IASTStatement> found = new ArrayList<>();
        root.accept(new ASTVisitor() {
            {
                shouldVisitStatements = true;
            }

            @Override
            public int visit(IASTStatement statement) {
                if (statement instanceof IASTCaseStatement || statement instanceof IASTDefaultStatement) {
                    found.add(statement);
                }
                return statement instanceof IASTSwitchStatement ? PROCESS_SKIP : PROCESS_CONTINUE;
            }
        });
        return found;
    }
}
