package dev.quiesce.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folder {@code conformance} says what each primitive and each finding means: every file is a minimal model that holds,
 * and its twins with a mistake in them, each with the verdict that it is meant to have.
 */
@DisplayName("The meaning of the language")
class ConformanceTest {
    static final Path FOLDER = Path.of("src", "test", "resources", "conformance");
    private static final Options REDUCED = Options.DEFAULT;
    private static final Options FULL = new Options(Optional.empty(), REDUCED.workers(), 0, 0, Duration.ofMinutes(2),
        2, false, false, false, Reduction.NEEDED);

    static Stream<Path> models() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(FOLDER)) {
            files = all.filter(file -> file.toString().endsWith(".c")).sorted().toList();
        }
        assertTrue(files.size() > 40, () -> "only " + files.size() + " models found");
        return files.stream().map(FOLDER::relativize);
    }

    @DisplayName("is the verdict that each model is meant to have")
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void verdicts(Path model) {
        TreeSet<Finding> expected = new TreeSet<>();
        List<String> missed = new ArrayList<>();
        for (CheckResult result : check(model, REDUCED)) {
            assertTrue(result.asExpected(), () -> row(result) + " is meant to end in " + result.expected());
            expected.add(result.expected());
            if (result.verdict() == Verdict.PROVED) {
                assertFalse(result.covers().isEmpty(), () -> row(result) + " shows nothing: it has no cover");
                result.covers().forEach((cover, reached) -> {
                    if (!reached) {
                        missed.add(cover + " in " + row(result));
                    }
                });
            }
        }
        assertEquals(List.of(), missed, "covers that nothing reaches");
        assertTrue(expected.contains(Finding.HOLDS), () -> model + " has no variant that holds");
        assertTrue(expected.size() > 1, () -> model + " has no variant with a mistake in it");
    }

    @DisplayName("is the same without reductions")
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void withoutReductions(Path model) {
        List<CheckResult> all = check(model, FULL);
        all.forEach(result -> assertTrue(result.asExpected(), () -> row(result) + " is meant to end in " + result.expected()));
    }

    private static List<CheckResult> check(Path model, Options options) {
        List<CheckResult> results = new ArrayList<>();
        for (Program program : Models.read(FOLDER.resolve(model), Map.of())) {
            for (Scenario scenario : program.scenarios()) {
                results.add(new Checker(options, Progress.NONE).check(Slice.of(program, scenario), scenario));
            }
        }
        return results;
    }

    private static String row(CheckResult result) {
        return result.scenario() + " [" + result.variant() + "], " + result.verdict() + " "
            + (result.violation() == null ? result.message() : result.finding() + " " + result.violation().message()) + ",";
    }
}
