package dev.quiesce.cli;

import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.Program;
import java.util.List;
import java.util.Map;

/** The library of models: the bundled ones, and the reader of any. */
interface Library {
    /** The names of the bundled models, such as {@code xfrm/flush.c}. */
    List<String> bundled();

    /** The text of a bundled model. */
    String text(String name);

    /** The texts of the bundled headers by their names, such as {@code linux/slab.h}. */
    Map<String, String> headers();

    /**
     * The model, once for each variant.
     *
     * @param macros   defined in all variants
     * @param variants only these; all if it has none of them
     * @throws dev.quiesce.lang.ModelException if it does not compile
     */
    List<Program> read(Target target, Map<String, String> macros, List<String> variants);

    /**
     * The names of the variants of the model.
     *
     * @throws dev.quiesce.lang.ModelException if it declares them wrongly
     */
    List<String> variants(Target target);

    /**
     * The litmus test.
     *
     * @throws dev.quiesce.lang.ModelException if it is not one
     */
    LitmusTest litmus(Target target);

    static Library ofResources() {
        return new BundledLibrary();
    }
}
