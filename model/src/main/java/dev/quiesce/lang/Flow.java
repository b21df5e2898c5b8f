package dev.quiesce.lang;

import dev.quiesce.lang.FunctionBuilder.Label;
import dev.quiesce.lang.Pending.Mortal;
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
import org.eclipse.cdt.core.dom.ast.IASTDoStatement;
import org.eclipse.cdt.core.dom.ast.IASTEqualsInitializer;
import org.eclipse.cdt.core.dom.ast.IASTForStatement;
import org.eclipse.cdt.core.dom.ast.IASTFunctionCallExpression;
import org.eclipse.cdt.core.dom.ast.IASTFunctionDefinition;
import org.eclipse.cdt.core.dom.ast.IASTIfStatement;
import org.eclipse.cdt.core.dom.ast.IASTLabelStatement;
import org.eclipse.cdt.core.dom.ast.IASTNamedTypeSpecifier;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTStatement;
import org.eclipse.cdt.core.dom.ast.IASTSwitchStatement;
import org.eclipse.cdt.core.dom.ast.IASTWhileStatement;
import org.eclipse.cdt.core.dom.ast.gnu.IGNUASTCompoundStatementExpression;

/**
 * Where {@code break}, {@code continue}, {@code goto} and {@code return} lead, and what ends on the way: indivisible regions,
 * variables that are to be cleaned up, and the objects of blocks. What a function's outermost block has dies with its activation.
 */
final class Flow {
    private final Body body;
    /** By where they are declared, the function or a block of it, and by name. */
    private final Map<IASTNode, Map<String, Target>> labels = new IdentityHashMap<>();
    private final Deque<Exit> breaks = new ArrayDeque<>();
    private final Deque<Exit> continues = new ArrayDeque<>();
    private final List<Open> opened = new ArrayList<>();
    /** What dies at the end of each block that is open. */
    private final Deque<List<Mortal>> blocks = new ArrayDeque<>();

    Flow(Body body) {
        this.body = body;
    }

    /** Something that can be open: a block, or if not, the loop of a region or a variable's declarator. */
    private record Place(IASTNode node, boolean block) {}

    /** What ends where {@code place} is left: {@code close} is told by what. */
    private record Open(Place place, Consumer<IASTNode> close) {}

    /** A label of the source, and what is open there from outside in. */
    private record Target(Label label, List<Place> open) {}

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

    private static List<Place> around(IASTNode node) {
        List<Place> around = new ArrayList<>();
        for (IASTNode in = node; in.getParent() != null; in = in.getParent()) {
            IASTNode parent = in.getParent();
            switch (parent) {
                case IASTForStatement loop -> {
                    if (loop.getInitializerStatement() != in) {
                        around.addAll(0, cleaned(loop.getInitializerStatement()));
                    }
                    if (regionCall(loop) != null) {
                        around.addFirst(new Place(loop, false));
                    }
                    around.addFirst(new Place(loop, true));
                }
                case IASTCompoundStatement block -> {
                    around.addAll(0, before(in, block));
                    if (!isOutermost(block)) {
                        boolean expression = parent.getParent() instanceof IGNUASTCompoundStatementExpression;
                        around.addFirst(new Place(expression ? parent.getParent() : block, true));
                    }
                }
                default -> {
                    // opens nothing
                }
            }
            if (in instanceof IASTStatement part && isSubstatement(part)) {
                around.addFirst(new Place(part, true));
            }
        }
        return around;
    }

    private static boolean isOutermost(IASTNode block) {
        return block.getParent() instanceof IASTFunctionDefinition;
    }

    private static List<Place> before(IASTNode statement, IASTCompoundStatement block) {
        List<Place> declared = new ArrayList<>();
        for (IASTStatement sibling : block.getStatements()) {
            if (sibling == statement) {
                break;
            }
            declared.addAll(cleaned(sibling));
        }
        return declared;
    }

    private static List<Place> cleaned(IASTStatement statement) {
        return statement instanceof IASTDeclarationStatement declaration
                && declaration.getDeclaration() instanceof IASTSimpleDeclaration simple
                ? Stream.of(simple.getDeclarators()).filter(d -> Attributes.cleanup(simple.getDeclSpecifier(), d) != null)
                        .map(d -> new Place(d, false)).toList()
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
        int common = 0;
        while (common < Math.min(opened.size(), target.open.size()) && opened.get(common).place.equals(target.open.get(common))) {
            common++;
        }
        List<Place> entered = target.open.subList(common, target.open.size()).stream().filter(place -> !place.block).toList();
        if (!entered.isEmpty()) {
            boolean declarations = entered.stream().noneMatch(place -> place.node instanceof IASTForStatement);
            throw new Refusal(node, declarations ? "this jumps past a declaration whose variable is cleaned up at the end of the block"
                    : "this jumps into an indivisible block", declarations ? "declare it before the jump, or put it into a block of its own"
                    : "put the label outside of the block");
        }
        leave(node, common);
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
        opened.add(new Open(new Place(loop, false), node -> body.code.emit(node, Instruction.RegionEnd::new)));
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

    /** The function is left: what its blocks have dies with it, so that only what cleans up inside of them is in time for that. */
    void leaveFunction(IASTNode node) {
        int cleaned = 0;
        while (cleaned < opened.size() && opened.get(cleaned).place.block) {
            cleaned++;
        }
        leave(node, cleaned);
    }

    /** {@code clean} is to be done wherever the scope that {@code declarator} stands in is left; it is told by what. */
    void cleanUp(IASTDeclarator declarator, Consumer<IASTNode> clean) {
        opened.add(new Open(new Place(declarator, false), clean));
    }

    /** An object that others may point at dies where the block is left that the code is in. */
    void dies(Mortal object) {
        if (!body.inTrial() && !blocks.isEmpty()) {
            blocks.peek().add(object);
        }
    }

    /** True if something dies at the end of the block that the code is in. */
    boolean hasMortals() {
        return !blocks.isEmpty() && !blocks.peek().isEmpty();
    }

    /** Runs {@code step} in a scope of its own, whose variables are cleaned up at its end, and whose objects die there. */
    <T> T inScope(IASTNode scope, Supplier<T> step) {
        int open = opened.size();
        List<Mortal> mortals = new ArrayList<>();
        blocks.push(mortals);
        if (!isOutermost(scope)) {
            opened.add(new Open(new Place(scope, true),
                    node -> body.code.expire(node, body.unit.sites().leaving(node, node), mortals)));
        }
        try {
            return body.inScope(() -> {
                T result = step.get();
                leave(scope, mortals.isEmpty() && !isOutermost(scope) ? open + 1 : open);
                return result;
            });
        } finally {
            blocks.pop();
            opened.subList(open, opened.size()).clear();
        }
    }

    void inScope(IASTNode scope, Runnable step) {
        inScope(scope, () -> {
            step.run();
            return null;
        });
    }

    /** Lowers the statement that {@code statement}, a loop or a choice, is made of: a block, braces or not (C11 6.8.4p3, 6.8.5p5). */
    void inScope(IASTStatement statement, Consumer<IASTStatement> lower) {
        if (isSubstatement(statement)) {
            inScope(statement, () -> lower.accept(statement));
        } else {
            lower.accept(statement);
        }
    }

    /** True for what is a block without braces around it. */
    private static boolean isSubstatement(IASTStatement statement) {
        return !(statement instanceof IASTCompoundStatement) && switch (statement.getParent()) {
            case IASTIfStatement _, IASTWhileStatement _, IASTDoStatement _, IASTSwitchStatement _ -> true;
            case IASTForStatement loop -> loop.getBody() == statement;
            default -> false;
        };
    }
}
