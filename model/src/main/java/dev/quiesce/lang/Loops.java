package dev.quiesce.lang;

import dev.quiesce.lang.FunctionBuilder.Label;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.program.Instruction.RegionKind;
import org.eclipse.cdt.core.dom.ast.IASTDeclarationStatement;
import org.eclipse.cdt.core.dom.ast.IASTDoStatement;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTForStatement;
import org.eclipse.cdt.core.dom.ast.IASTFunctionCallExpression;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTStatement;
import org.eclipse.cdt.core.dom.ast.IASTWhileStatement;

/** Loops, and the indivisible regions that are written as loops. */
final class Loops {
    private final Body body;
    private final Statements statements;

    Loops(Body body, Statements statements) {
        this.body = body;
        this.statements = statements;
    }

    void lower(IASTWhileStatement loop) {
        Label head = new Label();
        Label end = new Label();
        body.code.place(head);
        head(loop, loop.getCondition(), loop.getBody(), end);
        body.flow.inLoop(end, head, () -> body.flow.inScope(loop.getBody(), statements::lower));
        body.code.jump(loop.getCondition(), head);
        body.code.place(end);
    }

    void lower(IASTDoStatement loop) {
        Label first = new Label();
        Label next = new Label();
        Label end = new Label();
        body.code.place(first);
        body.flow.inLoop(end, next, () -> body.flow.inScope(loop.getBody(), statements::lower));
        body.code.place(next);
        body.conditions.branch(loop.getCondition(), first, end);
        body.code.place(end);
    }

    void lower(IASTForStatement loop) {
        IASTFunctionCallExpression region = Flow.regionCall(loop);
        body.flow.inScope(loop, () -> {
            if (region != null) {
                region(loop, region);
            } else {
                ordinary(loop);
            }
        });
    }

    private void ordinary(IASTForStatement loop) {
        Label head = new Label();
        Label next = new Label();
        Label end = new Label();
        if (loop.getInitializerStatement() != null) {
            statements.lower(loop.getInitializerStatement());
        }
        body.code.place(head);
        head(loop, loop.getConditionExpression(), loop.getBody(), end);
        body.flow.inLoop(end, next, () -> body.flow.inScope(loop.getBody(), statements::lower));
        body.code.place(next);
        if (loop.getIterationExpression() != null) {
            body.expressions.effect(loop.getIterationExpression());
        }
        body.code.jump(loop.getConditionExpression() == null ? loop : loop.getConditionExpression(), head);
        body.code.place(end);
    }

    private void head(IASTStatement loop, IASTExpression condition, IASTStatement first, Label end) {
        Label inside = new Label();
        if (condition != null) {
            statements.condition(loop, condition, first, () -> body.conditions.branch(condition, inside, end));
        }
        body.code.place(inside);
    }

    private void region(IASTForStatement loop, IASTFunctionCallExpression call) {
        RegionKind kind = new Use(body, call).choice(0, RegionKind.values());
        var declaration = (IASTSimpleDeclaration) ((IASTDeclarationStatement) loop.getInitializerStatement()).getDeclaration();
        String flag = declaration.getDeclarators()[0].getName().toString();
        body.scope().declare(flag, new Symbol.OfConstant(1, CInteger.INT));
        Label end = new Label();
        body.flow.inRegion(loop, kind, end, () -> {
            Label inside = new Label();
            body.conditions.branch(loop.getConditionExpression(), inside, end);
            body.code.place(inside);
            body.flow.inScope(loop.getBody(), statements::lower);
        });
    }
}
