package dev.quiesce.cli;

import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.Program;
import java.util.List;
import java.util.Map;

/** A reading is what came of reading one target. */
sealed interface Reading {
    Target target();

    /**
     * A model in C, once for each variant that is wanted.
     *
     * @param variants the names of all that it has
     */
    record Model(Target target, List<Program> programs, List<String> variants) implements Reading {}

    record Litmus(Target target, LitmusTest test) implements Reading {}

    /** Nothing came of it: the text is wrong, or the reader is. */
    record Failed(Target target, Throwable why) implements Reading {}

    /** Reads {@code target}, and of a model only the {@code wanted} variants if it has some of them; never throws. */
    static Reading of(Target target, Map<String, String> macros, List<String> wanted, Library library) {
        try {
            return target.isLitmus() ? new Litmus(target, library.litmus(target))
                : new Model(target, library.read(target, macros, wanted), library.variants(target));
        } catch (RuntimeException | Error e) {
            return new Failed(target, e);
        }
    }
}
