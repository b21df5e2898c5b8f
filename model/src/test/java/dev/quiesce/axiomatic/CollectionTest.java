package dev.quiesce.axiomatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.litmus.LitmusReader;
import dev.quiesce.program.LitmusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bundled litmus test has the verdict that its first comment records. */
class CollectionTest {
    private static final Path FOLDER = Path.of("src", "main", "resources", "models", "litmus");

    static List<Path> tests() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".litmus")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("tests")
    void has_its_recorded_verdict(Path file) throws IOException {
        LitmusTest test = LitmusReader.read(file.getFileName().toString(), Files.readString(file));
        assertEquals(test.file(), test.name() + ".litmus", "the file is named after the test");
        assertTrue(test.recorded().isPresent(), "a verdict is recorded");
        for (boolean exhaustive : new boolean[] {false, true}) {
            LitmusResult result = LitmusChecker.check(test, LitmusOptions.DEFAULT.withExhaustive(exhaustive));
            String told = result.isEmpty() ? "DEADLOCK" : result.observation().word();
            assertEquals(test.recorded().get().result(), told);
            assertEquals(test.recorded().get().dataRace(), result.flags().contains("data-race"), "data race");
            assertTrue(result.asRecorded());
        }
    }
}
