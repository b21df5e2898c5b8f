package dev.quiesce.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A model that cannot be read, with every complaint that was found before reading stopped. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** What comes after so many errors is mostly their echo. */
    private static final int MOST = 20;

    private final transient List<Diagnostic> diagnostics;

    public ModelException(List<Diagnostic> diagnostics) {
        super(text(diagnostics));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** The first of them, each as a compiler would write it, and how many there are besides. */
    private static String text(List<Diagnostic> all) {
        List<Diagnostic> shown = new ArrayList<>(all.subList(0, Math.min(MOST, all.size())));
        if (all.size() > MOST) {
            shown.add(Diagnostic.error(all.getFirst().file(), 0, 0, (all.size() - MOST) + " more errors that are not shown"));
        }
        return shown.stream().map(Diagnostic::toString).collect(Collectors.joining("\n"));
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
