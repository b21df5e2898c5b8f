package dev.quiesce.lang;

import dev.quiesce.lang.FunctionBuilder.Label;
import dev.quiesce.lang.Operand.InMemory;
import dev.quiesce.lang.Operand.Nothing;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CRecord;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Instruction;
import org.eclipse.cdt.core.dom.ast.IASTASMDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTBreakStatement;
import org.eclipse.cdt.core.dom.ast.IASTCaseStatement;
import org.eclipse.cdt.core.dom.ast.IASTCompoundStatement;
import org.eclipse.cdt.core.dom.ast.IASTContinueStatement;
import org.eclipse.cdt.core.dom.ast.IASTDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTDeclarationStatement;
import org.eclipse.cdt.core.dom.ast.IASTDefaultStatement;
import org.eclipse.cdt.core.dom.ast.IASTDoStatement;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTExpressionStatement;
import org.eclipse.cdt.core.dom.ast.IASTForStatement;
import org.eclipse.cdt.core.dom.ast.IASTFunctionDefinition;
import org.eclipse.cdt.core.dom.ast.IASTGotoStatement;
import org.eclipse.cdt.core.dom.ast.IASTIfStatement;
import org.eclipse.cdt.core.dom.ast.IASTLabelStatement;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTNullStatement;
import org.eclipse.cdt.core.dom.ast.IASTProblemStatement;
import org.eclipse.cdt.core.dom.ast.IASTReturnStatement;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTStatement;
import org.eclipse.cdt.core.dom.ast.IASTSwitchStatement;
import org.eclipse.cdt.core.dom.ast.IASTWhileStatement;
import org.eclipse.cdt.core.dom.ast.gnu.IGNUASTCompoundStatementExpression;

/** Statements. */
final class Statements {
    static final String NO_ASSEMBLY = "use barrier() or smp_mb() for a barrier, an atomic operation or 'indivisible { … }' for the rest";

    private final Body body;
    private final Loops loops;
    private final Switches switches;

    Statements(Body body) {
        this.body = body;
        this.loops = new Loops(body, this);
        this.switches = new Switches(body, this);
    }

    /** The body of a function, and the return at its end. */
    void function(IASTFunctionDefinition definition) {
        lower(definition.getBody());
        int from = body.code.position();
        if (body.result.isVoid() || body.result instanceof CRecord) {
            body.code.emit(definition, site -> new Instruction.Return(null, site));
        } else {
            int nothing = body.code.register("");
            body.code.emit(definition, site -> new Instruction.Undefine(nothing, site));
            body.code.emit(definition, site -> new Instruction.Return(new Register(nothing), site));
        }
        body.code.settle(from, body.unit.sites().end(definition));
    }

    void lower(IASTStatement statement) {
        body.unit.problems().guard(statement, () -> dispatch(statement));
    }

    private void dispatch(IASTStatement statement) {
        switch (statement) {
            case IASTCompoundStatement compound -> body.flow.inScope(compound, () -> list(compound));
            case IASTExpressionStatement expression -> expression(expression);
            case IASTDeclarationStatement declaration -> declaration(declaration.getDeclaration());
            case IASTIfStatement conditional -> conditional(conditional);
            case IASTReturnStatement leave -> leave(leave);
            case IASTForStatement loop -> loops.lower(loop);
            case IASTWhileStatement loop -> loops.lower(loop);
            case IASTDoStatement loop -> loops.lower(loop);
            case IASTSwitchStatement choice -> switches.lower(choice);
            case IASTCaseStatement label -> switches.define(label);
            case IASTDefaultStatement label -> switches.define(label);
            case IASTBreakStatement _ -> body.flow.exit(statement, true);
            case IASTContinueStatement _ -> body.flow.exit(statement, false);
            case IASTGotoStatement jump -> body.flow.jump(jump, jump.getName().toString());
            case IASTLabelStatement label -> {
                body.flow.define(label);
                lower(label.getNestedStatement());
            }
            case IASTNullStatement _ -> {
                // does nothing
            }
            case IASTProblemStatement _ -> throw new Refusal(statement, "syntax error");
            default -> throw new Refusal(statement, "this statement is not supported", "write it with if, loops, switch and goto");
        }
    }

    private void list(IASTCompoundStatement compound) {
        for (IASTStatement statement : compound.getStatements()) {
            lower(statement);
        }
    }

    private void expression(IASTExpressionStatement statement) {
        int from = body.code.position();
        body.expressions.effect(statement.getExpression());
        body.code.settle(from, body.unit.sites().of(statement));
    }

    private void declaration(IASTDeclaration declaration) {
        switch (declaration) {
            case IASTSimpleDeclaration simple -> body.declarations.local(simple);
            case IASTASMDeclaration _ -> throw new Refusal(declaration, "inline assembly is not supported", NO_ASSEMBLY);
            case IASTFunctionDefinition _ -> throw new Refusal(declaration, "functions inside functions are not supported",
                    "define it at file scope");
            default -> throw new Refusal(declaration, "this declaration is not supported");
        }
    }

    private void conditional(IASTIfStatement statement) {
        Label ifTrue = new Label();
        Label ifFalse = new Label();
        Label end = new Label();
        boolean otherwise = statement.getElseClause() != null;
        condition(statement, statement.getConditionExpression(), statement.getThenClause(),
                () -> body.conditions.branch(statement.getConditionExpression(), ifTrue, otherwise ? ifFalse : end));
        body.code.place(ifTrue);
        body.flow.inScope(statement.getThenClause(), this::lower);
        if (otherwise) {
            body.code.jump(statement.getConditionExpression(), end);
            body.code.place(ifFalse);
            body.flow.inScope(statement.getElseClause(), this::lower);
        }
        body.code.place(end);
    }

    /** Runs {@code step}, which lowers the condition in the head of {@code statement}, whose first part is {@code first}. */
    void condition(IASTStatement statement, IASTExpression condition, IASTStatement first, Runnable step) {
        if (condition == null) {
            step.run();
            return;
        }
        int from = body.code.position();
        step.run();
        body.code.settle(from, body.unit.sites().head(statement, first));
    }

    private void leave(IASTReturnStatement statement) {
        int from = body.code.position();
        IASTExpression expression = statement.getReturnValue();
        if (body.result.isVoid()) {
            if (expression != null) {
                if (!body.typeOf(expression).isVoid()) {
                    throw new Refusal(expression, "this function returns nothing", "give it a type other than void");
                }
                body.expressions.effect(expression);
            }
            leave(statement, null);
        } else if (expression == null) {
            throw new Refusal(statement, "a value of type '" + body.result + "' must be returned here");
        } else if (body.result instanceof CRecord record) {
            InMemory target = new InMemory(new Register(body.resultAddress), record);
            body.assignments.copy(expression, target, body.assignments.struct(expression, record));
            leave(statement, null);
        } else {
            Value value = Conversions.assign(expression, body.expressions.value(expression), body.result);
            leave(statement, value.expression());
        }
        body.code.settle(from, body.unit.sites().of(statement));
    }

    private void leave(IASTNode node, Expression value) {
        body.flow.leaveFunction(node);
        body.code.emit(node, site -> new Instruction.Return(value, site));
    }

    /** {@code ({ … })}: the value of the last expression. */
    Operand expression(IGNUASTCompoundStatementExpression expression) {
        IASTStatement[] statements = expression.getCompoundStatement().getStatements();
        return body.flow.inScope(expression, () -> {
            for (int i = 0; i < statements.length; i++) {
                IASTStatement statement = statements[i];
                while (statement instanceof IASTLabelStatement label) {
                    body.flow.define(label);
                    statement = label.getNestedStatement();
                }
                if (i == statements.length - 1 && statement instanceof IASTExpressionStatement last) {
                    return outlasting(last, body.expressions.rvalue(last.getExpression()));
                }
                lower(statement);
            }
            return Nothing.NOTHING;
        });
    }

    /** {@code result}, saved from what dies with the block that it comes from. */
    private Operand outlasting(IASTExpressionStatement last, Operand result) {
        return switch (result) {
            case Value value when value.constant() == null && body.flow.hasMortals() -> body.temporary(last, value);
            case InMemory object when object.type() instanceof CRecord record && body.flow.hasMortals() -> {
                InMemory copy = body.declarations.object(last, record, "");
                body.assignments.copy(last, copy, object);
                yield copy;
            }
            default -> result;
        };
    }
}
