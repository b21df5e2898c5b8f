package dev.quiesce.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Variants.Variant;
import dev.quiesce.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Pruned headers")
class PruningTest {
    private static final Path CONFORMANCE = Path.of("src", "test", "resources", "conformance");
    private static final String MAIN = """
            #include <linux/kernel.h>
            #include <linux/seqlock.h>
            #include <linux/idr.h>
            static void run(void)
            {
                %s
            }
            struct scenario s = { .threads = { run } };
            """;

    static Stream<Source> models() throws IOException {
        List<Source> all = new ArrayList<>(Models.bundled().stream().map(Models::bundledSource).toList());
        try (Stream<Path> files = Files.walk(CONFORMANCE)) {
            files.filter(file -> file.toString().endsWith(".c")).sorted().map(Source::of).forEach(all::add);
        }
        assertTrue(all.size() > 60, () -> "only " + all.size() + " models found");
        return all.stream();
    }

    @DisplayName("give the same programs, to the last column, as whole ones")
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void sameProgram(Source source) {
        Pruning pruning = Pruning.of(new SourceFiles(source, Leniency.NONE), Map.of());
        assertNotSame(Pruning.NONE, pruning);
        assertEquals(Models.read(source, Map.of(), Pruning.NONE), Models.read(source, Map.of(), pruning));
        for (Variant variant : Variants.of(source)) {
            assertEquals(isRefused(source, variant, Pruning.NONE), isRefused(source, variant, pruning), variant.name());
        }
    }

    /** Whether a variant needs another reading with whole headers. */
    private static boolean isRefused(Source source, Variant variant, Pruning pruning) {
        try {
            Models.read(source, variant, variant.macros(), new SourceFiles(source, Leniency.NONE, pruning));
            return false;
        } catch (ModelException _) {
            return true;
        }
    }

    private static String pruned(String statements, Map<String, String> macros, String header) {
        Source source = Source.of("test.c", MAIN.formatted(statements));
        Pruning pruning = Pruning.of(new SourceFiles(source, Leniency.NONE), macros);
        String path = SourceFiles.HEADERS + "/linux/" + header;
        return new String(pruning.cut(path, new SourceFiles(source, Leniency.NONE).onceFound(path)).getArray());
    }

    @Test
    @DisplayName("lack what the model does not name, and have what it names")
    void namedOnly() {
        assertFalse(pruned("", Map.of(), "idr.h").contains("ida_alloc"));
        assertTrue(pruned("ida_alloc_range(0, 0, 0, 0);", Map.of(), "idr.h").contains("ida_alloc_range("));
    }

    @Test
    @DisplayName("have what a macro of the command line names")
    void commandLine() {
        assertTrue(pruned("RUN;", Map.of("RUN", "ida_alloc_range(0, 0, 0, 0)"), "idr.h").contains("ida_alloc_range("));
    }

    @Test
    @DisplayName("have what may be pasted together")
    void pasted() {
        String name = "DEFINE_SEQLOCK(lock); write_seqlock_bh(&lock); write_sequnlock_bh(&lock);";
        assertTrue(pruned(name, Map.of(), "spinlock.h").contains("spin_lock_bh("));
        assertTrue(pruned("__PASTE(ida_, alloc_range)(0, 0, 0, 0);", Map.of(), "idr.h").contains("ida_alloc_range("));
    }

    @Test
    @DisplayName("are told what a paste can make by its known sides")
    void pastes() {
        assertEquals(Set.of("spin_lock*"), Definition.of("#define LOCK(how) spin_lock##how(x)").pastes());
        assertEquals(Set.of("class_*_t", "*"), Definition.of("#define C(a, b) class_##a##_t a ## b").pastes());
        assertEquals(Set.of(), Definition.of("#define PRINT(f, ...) print(f, ##__VA_ARGS__)").pastes());
        assertTrue(Definition.mayMake("class_*_t", "class_mutex_t") && Definition.mayMake("a*b*c", "axbyc"));
        assertFalse(Definition.mayMake("class_*_t", "class_t") || Definition.mayMake("a*b*c", "axc"));
        assertFalse(Definition.mayMake("spin_lock*", "raw_spin_lock"));
    }

    @Test
    @DisplayName("are whole where it cannot be told what a model includes")
    void unknownInclusion() {
        Source source = Source.of("test.c", "#define HEADER <linux/idr.h>\n#include HEADER\n");
        assertSame(Pruning.NONE, Pruning.of(new SourceFiles(source, Leniency.NONE), Map.of()));
    }

    @Test
    @DisplayName("do not change what is said of a name that no header has")
    void messages() {
        Source source = Source.of("test.c", MAIN.formatted("ida_aloc(0);"));
        ModelException pruned = assertThrows(ModelException.class, () -> Models.read(source, Map.of()));
        ModelException whole = assertThrows(ModelException.class, () -> Models.read(source, Map.of(), Pruning.NONE));
        assertEquals(whole.diagnostics(), pruned.diagnostics());
        assertTrue(pruned.getMessage().contains("idr_alloc"), pruned.getMessage());
    }

    @Test
    @DisplayName("keep every line where it was")
    void places() {
        List<Program> programs = Models.read(Source.of("test.c", MAIN.formatted("int x = ida_alloc_range(0, 0, 0, 0);")), Map.of());
        assertTrue(programs.getFirst().functions().stream().flatMap(f -> f.body().stream())
                .anyMatch(i -> i.site().file().equals("linux/idr.h") && i.site().line() > 1));
    }
}
