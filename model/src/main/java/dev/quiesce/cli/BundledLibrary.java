package dev.quiesce.cli;

import dev.quiesce.lang.Bundled;
import dev.quiesce.lang.Models;
import dev.quiesce.lang.Source;
import dev.quiesce.lang.litmus.LitmusReader;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The library in the resources that the checker comes with. */
final class BundledLibrary implements Library {
    @Override
    public List<String> bundled() {
        return Stream.of(".c", ".litmus").flatMap(suffix -> Bundled.list(Bundled.MODELS, suffix).stream()).toList();
    }

    @Override
    public String text(String name) {
        return Bundled.text(Bundled.MODELS + name);
    }

    @Override
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : Bundled.list(Bundled.HEADERS, ".h")) {
            headers.put(name, Bundled.text(Bundled.HEADERS + name));
        }
        return headers;
    }

    @Override
    public List<Program> read(Target target, Map<String, String> macros, List<String> variants) {
        return Models.read(source(target), macros, variants);
    }

    @Override
    public List<String> variants(Target target) {
        return Models.variants(source(target));
    }

    @Override
    public LitmusTest litmus(Target target) {
        Source source = source(target);
        return LitmusReader.read(source.name(), source.text());
    }

    /** The file under the name that reports show, which is not the path if the user gave one from the root. */
    private static Source source(Target target) {
        if (target.file() == null) {
            return Models.bundledSource(target.name());
        }
        Source source = Source.of(target.file());
        return new Source(target.name(), source.text(), source.folder());
    }
}
