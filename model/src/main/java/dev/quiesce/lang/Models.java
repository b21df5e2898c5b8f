package dev.quiesce.lang;

import dev.quiesce.lang.Variants.Variant;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.cdt.core.dom.ast.IASTTranslationUnit;

/** Models in kernel C: the way from a file to programs, one for each of its variants. */
public final class Models {
    /** As many as {@code <linux/smp.h>} has if it is not told otherwise. */
    private static final int CPUS = 4;
    private static final String HOW = "write: struct scenario name = { .threads = { one_function, another } };";

    private Models() {}

    /** The names of the bundled models, such as {@code xfrm/flush.c}. */
    public static List<String> bundled() {
        return Bundled.list(Bundled.MODELS, ".c");
    }

    /** The text of a bundled model, which reports call {@code name}; null if there is none. */
    public static Source bundledSource(String name) {
        return Source.bundled(name);
    }

    /** Reads the file at {@code path}. */
    public static List<Program> read(Path path, Map<String, String> macros) {
        return read(Source.of(path), macros);
    }

    /**
     * Reads {@code source}, once for each variant that it declares, in that order.
     *
     * @param macros defined in every variant, beside the variant's own
     * @throws ModelException if the text is no model; it tells everything that was found
     */
    public static List<Program> read(Source source, Map<String, String> macros) {
        return read(source, macros, List.of());
    }

    /** Reads only the {@code wanted} variants of {@code source}; all if it declares none of them. */
    public static List<Program> read(Source source, Map<String, String> macros, List<String> wanted) {
        List<Variant> all = Variants.of(source);
        List<Variant> some = all.stream().filter(variant -> wanted.contains(variant.name())).toList();
        return read(source, some.isEmpty() ? all : some, macros, Pruning.of(new SourceFiles(source, Leniency.NONE), macros));
    }

    /** The names of the variants that {@code source} declares, in that order. */
    public static List<String> variants(Source source) {
        return Variants.of(source).stream().map(Variant::name).toList();
    }

    /** The same; {@code pruning} changes nothing but how long it takes. */
    static List<Program> read(Source source, Map<String, String> macros, Pruning pruning) {
        return read(source, Variants.of(source), macros, pruning);
    }

    private static List<Program> read(Source source, List<Variant> variants, Map<String, String> macros, Pruning pruning) {
        List<Attempt> attempts = variants.parallelStream().map(v -> pruned(source, v, macros, pruning)).toList();
        Set<Diagnostic> wrong = new LinkedHashSet<>();
        attempts.forEach(attempt -> wrong.addAll(attempt.wrong));
        if (!wrong.isEmpty()) {
            throw new ModelException(List.copyOf(wrong));
        }
        return attempts.stream().map(Attempt::program).toList();
    }

    /** What came of reading one variant: a program, or what is wrong with it. */
    private record Attempt(Program program, List<Diagnostic> wrong) {}

    /** Reads the file with pruned headers. Whatever is wrong then, the whole ones shall say. */
    private static Attempt pruned(Source source, Variant variant, Map<String, String> macros, Pruning pruning) {
        if (pruning != Pruning.NONE) {
            try {
                SourceFiles files = new SourceFiles(source, Leniency.NONE, pruning);
                return new Attempt(read(source, variant, defined(variant, macros), files), List.of());
            } catch (ModelException _) {
                // told below
            }
        }
        return attempt(source, variant, macros);
    }

    private static Map<String, String> defined(Variant variant, Map<String, String> macros) {
        Map<String, String> defined = new HashMap<>(macros);
        defined.putAll(variant.macros());
        return defined;
    }

    /**
     * Reads the file; if it is refused, once more with the headers that the kernel's would have brought along, then with its own
     * definitions in place of bundled ones. What is told is what was wrong first and still is.
     */
    private static Attempt attempt(Source source, Variant variant, Map<String, String> macros) {
        Map<String, String> defined = defined(variant, macros);
        SourceFiles files = new SourceFiles(source, Leniency.NONE);
        try {
            return new Attempt(read(source, variant, defined, files), List.of());
        } catch (ModelException first) {
            List<Diagnostic> wrong = first.diagnostics();
            Leniency more = Leniency.NONE.withHeaders(files);
            for (int reading = 0; reading < 2; reading++) {
                if (!more.isNone()) {
                    files = new SourceFiles(source, more);
                    try {
                        return new Attempt(read(source, variant, defined, files), List.of());
                    } catch (ModelException again) {
                        wrong = remaining(wrong, again.diagnostics());
                    }
                }
                more = more.withHidden(files);
            }
            return new Attempt(null, wrong);
        }
    }

    /** Those of {@code before} that another reading did not help with; all of them if it only found other things. */
    private static List<Diagnostic> remaining(List<Diagnostic> before, List<Diagnostic> again) {
        List<Diagnostic> both = before.stream().filter(one -> again.stream().anyMatch(other -> other.line() == one.line()
                && other.column() == one.column() && other.file().equals(one.file()) && other.message().equals(one.message()))).toList();
        return both.isEmpty() ? before : both;
    }

    /** Reads the file, and once more if a scenario has more threads than there are CPUs. */
    static Program read(Source source, Variant variant, Map<String, String> defined, SourceFiles files) {
        Program program = readOnce(source, variant, defined, files);
        int threads = program.scenarios().stream().mapToInt(s -> s.threads().size() + s.softirqs().size()).max().orElse(0);
        if (threads <= CPUS || !files.read().contains(SourceFiles.HEADERS + "/linux/smp.h")) {
            return program;
        }
        Map<String, String> more = new HashMap<>(defined);
        more.put("__Q_CPUS", Integer.toString(threads));
        return readOnce(source, variant, more, files);
    }

    private static Program readOnce(Source source, Variant variant, Map<String, String> defined, SourceFiles files) {
        Sites sites = new Sites(files);
        Problems problems = new Problems(sites);
        IASTTranslationUnit tree = Parsing.parse(files, defined, problems, sites);
        problems.throwIfAny();
        return lower(source, variant, tree, problems, sites);
    }

    static Program lower(Source source, Variant variant, IASTTranslationUnit tree, Problems problems, Sites sites) {
        Unit unit = new Unit(problems, sites);
        new FileScope(unit, Body.constants(unit, unit.fileScope(), "")).declare(tree);
        List<Scenario> scenarios = unit.scenarios().read();
        while (!unit.globals().isFinished() || !unit.functions().isFinished()) {
            unit.globals().finish();
            unit.functions().finish();
        }
        if (unit.scenarios().isEmpty() && !problems.any()) {
            problems.add(Diagnostic.error(source.name(), 0, 0, "no scenario", HOW));
        }
        Program program = problems.any() ? null : new Program(source.model(), variant.name(), unit.globals().all(),
                unit.functions().all(), scenarios);
        unit.functions().checkUnused();
        problems.throwIfAny();
        return program;
    }
}
