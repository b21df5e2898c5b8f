package dev.quiesce.cli;

import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A library that reads each model once: a result file has many violations of few models. */
final class ReadOnce implements Library {
    private final Library library;
    private final Map<Request, List<Program>> known = new HashMap<>();

    private record Request(Target target, Map<String, String> macros, List<String> variants) {}

    ReadOnce(Library library) {
        this.library = library;
    }

    @Override
    public List<String> bundled() {
        return library.bundled();
    }

    @Override
    public String text(String name) {
        return library.text(name);
    }

    @Override
    public Map<String, String> headers() {
        return library.headers();
    }

    @Override
    public List<Program> read(Target target, Map<String, String> macros, List<String> variants) {
        return known.computeIfAbsent(new Request(target, macros, variants), _ -> library.read(target, macros, variants));
    }

    @Override
    public List<String> variants(Target target) {
        return library.variants(target);
    }

    @Override
    public LitmusTest litmus(Target target) {
        return library.litmus(target);
    }
}
