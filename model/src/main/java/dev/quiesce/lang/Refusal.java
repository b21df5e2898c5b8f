package dev.quiesce.lang;

import org.eclipse.cdt.core.dom.ast.IASTNode;

/** A refusal stops the lowering of the statement or declaration around {@code node}; it ends as a {@link Diagnostic}. */
final class Refusal extends RuntimeException {
    private final transient IASTNode node;
    private final String hint;

    Refusal(IASTNode node, String message) {
        this(node, message, "");
    }

    Refusal(IASTNode node, String message, String hint) {
        super(message, null, false, false);
        this.node = node;
        this.hint = hint;
    }

    IASTNode node() {
        return node;
    }

    String hint() {
        return hint;
    }

    /** True if the cause has been told already, so that this one only follows from it. */
    boolean silent() {
        return getMessage().isEmpty();
    }

    /** Gives up on {@code node} because of an error that has been reported elsewhere. */
    static Refusal follows(IASTNode node) {
        return new Refusal(node, "");
    }
}
