package dev.quiesce.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models are real C for an editor and a compiler; so are the headers, each for itself and all together. */
@DisplayName("A C compiler accepts without a warning")
class HeadersTest {
    private static final Path INCLUDE = Path.of("src", "main", "resources", "include");
    private static final Path USES = Path.of("src", "test", "resources", "headers");

    @BeforeAll
    static void compilerIsThere() throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("gcc", "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, "no gcc here");
    }

    @Test
    @DisplayName("every header alone")
    void alone(@TempDir Path folder) throws IOException, InterruptedException {
        List<Path> sources = new ArrayList<>();
        for (String header : headers()) {
            Path source = folder.resolve(header.replace('/', '_') + ".c");
            sources.add(Files.writeString(source, "#include <" + header + ">\n"));
        }
        assertTrue(sources.size() > 40, () -> "only " + sources.size() + " headers found");
        assertEquals("", complaints(sources));
    }

    @Test
    @DisplayName("all headers together, in either order")
    void together(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> lines = headers().stream().map(header -> "#include <" + header + ">").toList();
        Path forwards = Files.write(folder.resolve("forwards.c"), lines);
        Path backwards = Files.write(folder.resolve("backwards.c"), lines.reversed());
        assertEquals("", complaints(List.of(forwards, backwards)));
    }

    @Test
    @DisplayName("a use of everything that they offer")
    void used() throws IOException, InterruptedException {
        assertEquals("", complaints(files(USES, ".c")));
    }

    @Test
    @DisplayName("every model, warnings apart")
    void models() throws IOException, InterruptedException {
        List<Path> models = new ArrayList<>(files(Path.of("src", "test", "resources", "conformance"), ".c"));
        models.addAll(files(Path.of("src", "main", "resources", "models"), ".c"));
        assertTrue(models.size() > 150, () -> "only " + models.size() + " models found");
        assertEquals("", complaints(models, "-w"));
    }

    /** Headers as a model names them. Those whose names begin with {@code __q_} are parts of others. */
    private static List<String> headers() throws IOException {
        return files(INCLUDE, ".h").stream()
                .filter(file -> !file.getFileName().toString().startsWith("__q_"))
                .map(file -> INCLUDE.relativize(file).toString().replace('\\', '/'))
                .toList();
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static String complaints(List<Path> sources, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("gcc", "-std=gnu11", "-fsyntax-only", "-Wall",
                "-Wno-unknown-pragmas", "-fdiagnostics-color=never", "-I", INCLUDE.toString()));
        command.addAll(List.of(more));
        sources.forEach(source -> command.add(source.toString()));
        Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return gcc.waitFor() == 0 || !said.isEmpty() ? said : "gcc failed";
    }
}
