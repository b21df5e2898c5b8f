package dev.quiesce.lang;

import dev.quiesce.lang.FunctionBuilder.Label;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.RegionKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.cdt.core.dom.ast.ASTVisitor;
import org.eclipse.cdt.core.dom.ast.IASTDeclarationStatement;
import org.eclipse.cdt.core.dom.ast.IASTEqualsInitializer;
import org.eclipse.cdt.core.dom.ast.IASTForStatement;
import org.eclipse.cdt.core.dom.ast.IASTFunctionCallExpression;
import org.eclipse.cdt.core.dom.ast.IASTLabelStatement;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTStatement;

/** Where {@code break}, {@code continue}, {@code goto} and {@code return} lead, and which regions end on the way. */
final class Flow {
    private final Body body;
    private final Map<String, Target> labels = new HashMap<>();
    private final Deque<Exit> breaks = new ArrayDeque<>();
    private final Deque<Exit> continues = new ArrayDeque<>();
    private final List<IASTForStatement> regions = new ArrayList<>();

    Flow(Body body) {
        this.body = body;
    }

    /** A label of the source, and the regions around it from outside in. */
    private record Target(Label label, List<IASTForStatement> regions) {}

    /** Where a jump goes, and how many regions are open there. */
    private record Exit(Label label, int regions) {}

    /** Enters the labels of a function, which jumps may name before they come. */
    void labels(IASTStatement function) {
        function.accept(new ASTVisitor() {
            {
                shouldVisitStatements = true;
            }

            @Override
            public int visit(IASTStatement statement) {
                if (statement instanceof IASTLabelStatement label) {
                    String name = label.getName().toString();
                    if (labels.put(name, new Target(new Label(), around(label))) != null) {
                        body.unit.problems().add(label.getName(), "label '" + name + "' is there twice", "");
                    }
                }
                return PROCESS_CONTINUE;
            }
        });
    }

    private static List<IASTForStatement> around(IASTNode node) {
        List<IASTForStatement> around = new ArrayList<>();
        for (IASTNode at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof IASTForStatement loop && regionCall(loop) != null) {
                around.addFirst(loop);
            }
        }
        return around;
    }

    /** The call of {@code __q_region} in the head of {@code loop}; null if it is an ordinary loop. */
    static IASTFunctionCallExpression regionCall(IASTForStatement loop) {
        boolean region = loop.getInitializerStatement() instanceof IASTDeclarationStatement statement
                && statement.getDeclaration() instanceof IASTSimpleDeclaration declaration
                && declaration.getDeclarators().length == 1
                && declaration.getDeclarators()[0].getInitializer() instanceof IASTEqualsInitializer initializer
                && initializer.getInitializerClause() instanceof IASTFunctionCallExpression call
                && call.getFunctionNameExpression() instanceof org.eclipse.cdt.core.dom.ast.IASTIdExpression id
                && id.getName().toString().equals("__q_region");
        if (!region) {
            return null;
        }
        var declaration = (IASTSimpleDeclaration) ((IASTDeclarationStatement) loop.getInitializerStatement()).getDeclaration();
        var initializer = (IASTEqualsInitializer) declaration.getDeclarators()[0].getInitializer();
        return (IASTFunctionCallExpression) initializer.getInitializerClause();
    }

    void define(IASTLabelStatement statement) {
        body.code.place(labels.get(statement.getName().toString()).label);
    }

    void jump(IASTNode node, String name) {
        Target target = labels.get(name);
        if (target == null) {
            throw new Refusal(node, "there is no label '" + name + "' in this function");
        }
        int open = target.regions.size();
        if (open > regions.size() || !regions.subList(0, open).equals(target.regions)) {
            throw new Refusal(node, "this jumps into an indivisible block", "put the label outside of the block");
        }
        leave(node, open);
        body.code.jump(node, target.label);
    }

    /** Runs {@code step}, in which {@code break} goes to {@code onBreak} and {@code continue} to {@code onContinue}. */
    void inLoop(Label onBreak, Label onContinue, Runnable step) {
        breaks.push(new Exit(onBreak, regions.size()));
        continues.push(new Exit(onContinue, regions.size()));
        try {
            step.run();
        } finally {
            breaks.pop();
            continues.pop();
        }
    }

    void inSwitch(Label onBreak, Runnable step) {
        breaks.push(new Exit(onBreak, regions.size()));
        try {
            step.run();
        } finally {
            breaks.pop();
        }
    }

    /** Runs {@code step} as an indivisible region that ends at {@code end}. */
    void inRegion(IASTForStatement loop, RegionKind kind, Label end, Runnable step) {
        body.code.emit(loop.getInitializerStatement(), site -> new Instruction.RegionBegin(kind, site));
        regions.add(loop);
        try {
            inLoop(end, end, step);
        } finally {
            regions.removeLast();
        }
        body.code.place(end);
        body.code.emit(loop.getInitializerStatement(), Instruction.RegionEnd::new);
    }

    void exit(IASTNode node, boolean isBreak) {
        Exit exit = (isBreak ? breaks : continues).peek();
        if (exit == null) {
            throw new Refusal(node, (isBreak ? "'break'" : "'continue'") + " outside of a loop");
        }
        leave(node, exit.regions);
        body.code.jump(node, exit.label);
    }

    /** Ends all open regions but the outermost {@code open}. */
    void leave(IASTNode node, int open) {
        for (int i = regions.size(); i > open; i--) {
            body.code.emit(node, Instruction.RegionEnd::new);
        }
    }
}
