package dev.quiesce.lang;

import dev.quiesce.lang.FunctionBuilder.Label;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.RegionKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.cdt.core.dom.ast.ASTVisitor;
import org.eclipse.cdt.core.dom.ast.IASTCompoundStatement;
import org.eclipse.cdt.core.dom.ast.IASTDeclarationStatement;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTEqualsInitializer;
import org.eclipse.cdt.core.dom.ast.IASTForStatement;
import org.eclipse.cdt.core.dom.ast.IASTFunctionCallExpression;
import org.eclipse.cdt.core.dom.ast.IASTFunctionDefinition;
import org.eclipse.cdt.core.dom.ast.IASTLabelStatement;
import org.eclipse.cdt.core.dom.ast.IASTNamedTypeSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTStatement;

/**
 * Where {@code break}, {@code continue}, {@code goto} and {@code return} lead, and what ends on the way: indivisible regions, and
 * variables that are to be cleaned up.
 */
final class Flow {
    private final Body body;
    /** By where they are declared, the function or a block of it, and by name. */
    private final Map<IASTNode, Map<String, Target>> labels = new IdentityHashMap<>();
    private final Deque<Exit> breaks = new ArrayDeque<>();
    private final Deque<Exit> continues = new ArrayDeque<>();
    private final List<Open> opened = new ArrayList<>();

    Flow(Body body) {
        this.body = body;
    }

    /** What ends where {@code node}, a region's loop or a variable's declarator, is left: {@code close} is told by what. */
    private record Open(IASTNode node, Consumer<IASTNode> close) {}

    /** A label of the source, and the nodes of what is open there from outside in. */
    private record Target(Label label, List<IASTNode> open) {}

    /** Where a jump goes, and how much is open there. */
    private record Exit(Label label, int open) {}

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
                    if (labelsOf(label, name).put(name, new Target(new Label(), around(label))) != null) {
                        body.unit.problems().add(label.getName(), "label '" + name + "' is there twice", "");
                    }
                }
                return PROCESS_CONTINUE;
            }
        });
    }

    /** The labels among which one that is called {@code name} at {@code node} is to be looked for. */
    private Map<String, Target> labelsOf(IASTNode node, String name) {
        IASTNode at = node.getParent();
        while (!(at instanceof IASTFunctionDefinition) && !(at instanceof IASTCompoundStatement block && declaresLabel(block, name))) {
            at = at.getParent();
        }
        return labels.computeIfAbsent(at, _ -> new HashMap<>());
    }

    /** True if {@code block} starts with a {@code __label__ name;}. */
    private static boolean declaresLabel(IASTCompoundStatement block, String name) {
        return Stream.of(block.getStatements()).takeWhile(IASTDeclarationStatement.class::isInstance)
                .map(s -> ((IASTDeclarationStatement) s).getDeclaration())
                .anyMatch(d -> d instanceof IASTSimpleDeclaration simple && isLabels(simple)
                        && Stream.of(simple.getDeclarators()).anyMatch(one -> one.getName().toString().equals(name)));
    }

    /** True for {@code __label__ one, another;}. */
    static boolean isLabels(IASTSimpleDeclaration declaration) {
        return declaration.getDeclSpecifier() instanceof IASTNamedTypeSpecifier type && type.getName().toString().equals("__label__");
    }

    private static List<IASTNode> around(IASTNode node) {
        List<IASTNode> around = new ArrayList<>();
        for (IASTNode in = node; in.getParent() != null; in = in.getParent()) {
            switch (in.getParent()) {
                case IASTForStatement loop -> {
                    if (loop.getInitializerStatement() != in) {
                        around.addAll(0, cleaned(loop.getInitializerStatement()));
                    }
                    if (regionCall(loop) != null) {
                        around.addFirst(loop);
                    }
                }
                case IASTCompoundStatement block -> around.addAll(0, before(in, block));
                default -> {
                    // opens nothing
                }
            }
        }
        return around;
    }

    private static List<IASTNode> before(IASTNode statement, IASTCompoundStatement block) {
        List<IASTNode> declared = new ArrayList<>();
        for (IASTStatement sibling : block.getStatements()) {
            if (sibling == statement) {
                break;
            }
            declared.addAll(cleaned(sibling));
        }
        return declared;
    }

    private static List<IASTNode> cleaned(IASTStatement statement) {
        return statement instanceof IASTDeclarationStatement declaration
                && declaration.getDeclaration() instanceof IASTSimpleDeclaration simple
                ? Stream.of(simple.getDeclarators()).filter(d -> Attributes.cleanup(simple.getDeclSpecifier(), d) != null)
                        .map(IASTNode.class::cast).toList()
                : List.of();
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
        String name = statement.getName().toString();
        body.code.place(labelsOf(statement, name).get(name).label);
    }

    void jump(IASTNode node, String name) {
        Target target = labelsOf(node, name).get(name);
        if (target == null) {
            throw new Refusal(node, "there is no label '" + name + "' in this function");
        }
        int open = target.open.size();
        if (open > opened.size() || !opened.subList(0, open).stream().map(Open::node).toList().equals(target.open)) {
            boolean declarations = target.open.stream().noneMatch(IASTForStatement.class::isInstance);
            throw new Refusal(node, declarations ? "this jumps past a declaration whose variable is cleaned up at the end of the block"
                    : "this jumps into an indivisible block", declarations ? "declare it before the jump, or put it into a block of its own"
                    : "put the label outside of the block");
        }
        leave(node, open);
        body.code.jump(node, target.label);
    }

    /** Runs {@code step}, in which {@code break} goes to {@code onBreak} and {@code continue} to {@code onContinue}. */
    void inLoop(Label onBreak, Label onContinue, Runnable step) {
        breaks.push(new Exit(onBreak, opened.size()));
        continues.push(new Exit(onContinue, opened.size()));
        try {
            step.run();
        } finally {
            breaks.pop();
            continues.pop();
        }
    }

    void inSwitch(Label onBreak, Runnable step) {
        breaks.push(new Exit(onBreak, opened.size()));
        try {
            step.run();
        } finally {
            breaks.pop();
        }
    }

    /** Runs {@code step} as an indivisible region that ends at {@code end}. */
    void inRegion(IASTForStatement loop, RegionKind kind, Label end, Runnable step) {
        body.code.emit(loop.getInitializerStatement(), site -> new Instruction.RegionBegin(kind, site));
        opened.add(new Open(loop, node -> body.code.emit(node, Instruction.RegionEnd::new)));
        try {
            inLoop(end, end, step);
        } finally {
            opened.removeLast();
        }
        body.code.place(end);
        body.code.emit(loop.getInitializerStatement(), Instruction.RegionEnd::new);
    }

    void exit(IASTNode node, boolean isBreak) {
        Exit exit = (isBreak ? breaks : continues).peek();
        if (exit == null) {
            throw new Refusal(node, (isBreak ? "'break'" : "'continue'") + " outside of a loop");
        }
        leave(node, exit.open);
        body.code.jump(node, exit.label);
    }

    /** Ends all that is open but the outermost {@code open}. */
    void leave(IASTNode node, int open) {
        for (int i = opened.size(); i > open; i--) {
            opened.get(i - 1).close.accept(node);
        }
    }

    /** {@code clean} is to be done wherever the scope that {@code declarator} stands in is left; it is told by what. */
    void cleanUp(IASTDeclarator declarator, Consumer<IASTNode> clean) {
        opened.add(new Open(declarator, clean));
    }

    /** Runs {@code step} in a scope of its own, whose variables are cleaned up at its end. */
    <T> T inScope(IASTNode scope, Supplier<T> step) {
        int open = opened.size();
        try {
            return body.inScope(() -> {
                T result = step.get();
                leave(scope, open);
                return result;
            });
        } finally {
            opened.subList(open, opened.size()).clear();
        }
    }

    void inScope(IASTNode scope, Runnable step) {
        inScope(scope, () -> {
            step.run();
            return null;
        });
    }
}
