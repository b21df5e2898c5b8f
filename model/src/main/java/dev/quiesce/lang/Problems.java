package dev.quiesce.lang;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** The problems found so far in one variant of a file. */
final class Problems {
    private final Set<Diagnostic> found = new LinkedHashSet<>();
    private final Sites sites;
    private int followed;

    Problems(Sites sites) {
        this.sites = sites;
    }

    void add(Diagnostic diagnostic) {
        found.add(diagnostic);
    }

    void add(Refusal refusal) {
        if (refusal.silent()) {
            followed++;
        } else {
            add(refusal.node(), refusal.getMessage(), refusal.hint());
        }
    }

    void add(IASTNode node, String message, String hint) {
        Sites.Position position = sites.position(node);
        found.add(Diagnostic.error(position.file(), position.line(), position.column(), message, hint));
    }

    /** Runs {@code step}; a refusal inside it is recorded and ends the step alone. False if it was refused. */
    boolean guard(IASTNode node, Runnable step) {
        try {
            step.run();
            return true;
        } catch (Refusal refusal) {
            add(refusal);
        } catch (StackOverflowError _) {
            tooDeep(node);
        } catch (RuntimeException surprise) {
            add(node, "not supported here (" + describe(surprise) + ")",
                    "the reader does not know this construct; write it in simpler C");
            if (System.getProperty("quiesce.debug") != null) {
                surprise.printStackTrace();
            }
        }
        return false;
    }

    /** What stands at {@code node} has more levels than the reader can go down. */
    void tooDeep(IASTNode node) {
        add(node, "this is nested too deeply", "name parts of it by variables or functions of their own");
    }

    private static String describe(Throwable surprise) {
        String message = surprise.getMessage();
        return message == null || message.length() > 100 ? surprise.getClass().getSimpleName() : message;
    }

    boolean any() {
        return !found.isEmpty();
    }

    /** How many steps were refused so far, those included that only follow from what was told before. */
    int count() {
        return found.size() + followed;
    }

    List<Diagnostic> all() {
        List<Diagnostic> list = new ArrayList<>(found);
        list.sort(Comparator.comparing(Diagnostic::file).thenComparingInt(Diagnostic::line)
                .thenComparingInt(Diagnostic::column));
        return list;
    }

    void throwIfAny() {
        if (any()) {
            throw new ModelException(all());
        }
    }
}
