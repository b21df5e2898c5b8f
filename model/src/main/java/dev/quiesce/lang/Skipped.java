package dev.quiesce.lang;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.eclipse.cdt.core.dom.ast.ASTVisitor;
import org.eclipse.cdt.core.dom.ast.IASTCaseStatement;
import org.eclipse.cdt.core.dom.ast.IASTCompoundStatement;
import org.eclipse.cdt.core.dom.ast.IASTDeclarationStatement;
import org.eclipse.cdt.core.dom.ast.IASTDefaultStatement;
import org.eclipse.cdt.core.dom.ast.IASTGotoStatement;
import org.eclipse.cdt.core.dom.ast.IASTLabelStatement;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTStatement;
import org.eclipse.cdt.core.dom.ast.IASTSwitchStatement;

/**
 * The declarations that a jump can pass by on its way into their scope. The objects exist nevertheless: in C one lives from where its
 * block is entered, by whatever way (C11 6.2.4p6), and not from its declaration on.
 */
final class Skipped {
    private Skipped() {}

    static Set<IASTNode> in(IASTStatement function) {
        Set<IASTNode> skipped = Collections.newSetFromMap(new IdentityHashMap<>());
        function.accept(new ASTVisitor() {
            {
                shouldVisitStatements = true;
            }

            @Override
            public int visit(IASTStatement statement) {
                if (statement instanceof IASTDeclarationStatement && statement.getParent() instanceof IASTCompoundStatement block) {
                    Later later = new Later(block, statement);
                    if (later.hasCase() || !later.labels.isEmpty() && later.isJumpedTo(function)) {
                        skipped.add(statement);
                    }
                }
                return PROCESS_CONTINUE;
            }
        });
        return skipped;
    }

    /** What follows a declaration in its block. */
    private static final class Later {
        private final List<IASTStatement> statements;
        private final Set<String> labels = new HashSet<>();
        private final Set<IASTNode> jumps = Collections.newSetFromMap(new IdentityHashMap<>());
        private final List<IASTStatement> cases = new ArrayList<>();

        Later(IASTCompoundStatement block, IASTStatement declaration) {
            List<IASTStatement> all = List.of(block.getStatements());
            statements = all.subList(all.indexOf(declaration) + 1, all.size());
            statements.forEach(s -> s.accept(new ASTVisitor() {
                {
                    shouldVisitStatements = true;
                }

                @Override
                public int visit(IASTStatement statement) {
                    switch (statement) {
                        case IASTLabelStatement label -> labels.add(label.getName().toString());
                        case IASTGotoStatement _ -> jumps.add(statement);
                        case IASTCaseStatement _, IASTDefaultStatement _ -> cases.add(statement);
                        default -> {
                            // leads nowhere
                        }
                    }
                    return PROCESS_CONTINUE;
                }
            }));
        }

        /** True if a switch around the declaration leads behind it. */
        boolean hasCase() {
            return cases.stream().anyMatch(this::isOfOuterSwitch);
        }

        private boolean isOfOuterSwitch(IASTNode label) {
            for (IASTNode at = label; !statements.contains(at); at = at.getParent()) {
                if (at.getParent() instanceof IASTSwitchStatement) {
                    return false;
                }
            }
            return !(label.getParent() instanceof IASTSwitchStatement);
        }

        /** True if something before the declaration, or outside of its block, jumps behind it. */
        boolean isJumpedTo(IASTStatement function) {
            boolean[] found = new boolean[1];
            function.accept(new ASTVisitor() {
                {
                    shouldVisitStatements = true;
                }

                @Override
                public int visit(IASTStatement statement) {
                    found[0] |= statement instanceof IASTGotoStatement jump && !jumps.contains(jump)
                            && labels.contains(jump.getName().toString());
                    return found[0] ? PROCESS_ABORT : PROCESS_CONTINUE;
                }
            });
            return found[0];
        }
    }
}
